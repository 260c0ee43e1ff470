import { expect, test } from 'vitest'
import { seemsToName } from './hearing.ts'

test.each(['I met Cllr Jones', 'we heard Maria Lopez say so', 'Dr. Shah is leaving', 'told by, I think, Ian Smith'])(
  '“%s” seems to name somebody',
  (text) => expect(seemsToName(text)).toBe(true),
)
test.each(['', 'The cabinet member is unsure', 'Tellers say the payment takes minutes. Cards take seconds.', 'ÉCOLE'])(
  '“%s” names nobody',
  (text) => expect(seemsToName(text)).toBe(false),
)
