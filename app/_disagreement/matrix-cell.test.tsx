import { expect, test } from 'vitest'
import { drawn } from '#app/_ui/drawn.ts'
import type { Messages } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import ar from '#messages/ar.json' with { type: 'json' }
import en from '#messages/en-GB.json' with { type: 'json' }
import fr from '#messages/fr.json' with { type: 'json' }
import { useSideWord } from './matrix-cell.tsx'

function Sides() {
  const word = useSideWord()
  return (['for', 'neither', 'against', 'unclear', 'remit'] as const).map(word).join('|')
}
const said = (messages: unknown) =>
  drawn(
    <Words messages={messages as Messages}>
      <Sides />
    </Words>,
  )

test('a side is called by its word alone, without what leads over to names', () => {
  expect(said({ answers: en.answers })).toBe('For|In the middle|Against|Not clear|Not their remit')
  for (const { answers } of [fr, ar]) for (const word of said({ answers }).split('|')) expect(word).toMatch(/\p{L}$/u)
})
