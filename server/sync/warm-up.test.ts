import { expect, test } from 'vitest'
import { warmUp } from './warm-up.ts'

test('a board of invented cards can be opened over and over, and nothing is left of it', () => {
  for (let times = 0; times < 3; times += 1) expect(warmUp()).toBeUndefined()
})
