import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import { aMatrix } from '#server/analysis/a-matrix.ts'
import { analyse } from '#server/analysis/analyse.ts'
import { roomChange } from '#server/analysis/room-change.ts'
import { ChangeSection } from './change-section.tsx'

/** One voice for each organisation: what each says of one statement. */
type Said = { Council: number; University: number; Traders: number }

/** The page of what changed between two rounds. */
function page(before: Said, after: Said): string {
  const sitting = (said: Said) => {
    const answers = Object.fromEntries(Object.entries(said).map(([who, answer]) => [who, [answer]]))
    const matrix = aMatrix({ quay: answers }, { voice: 'named' })
    return { matrix, report: analyse(matrix, { minimumCell: 1 }) }
  }
  return renderToStaticMarkup(
    <Words messages={pick('differ')}>
      <ChangeSection
        change={roomChange(sitting(before), sitting(after))}
        statements={[{ id: 'quay', text: 'A public quay' }]}
        partners={[]}
        about=""
      />
    </Words>,
  )
}

test('where one voice each leaves no doubt to reckon with, what changed is said by who moved, and which way', () => {
  const before = { Council: 5, University: 2, Traders: 1 }
  expect(page(before, { ...before, University: 4 })).toContain(
    '1. A public quay (Of 3 organisations 1 moved towards for)',
  )
  expect(page(before, { Council: 4, University: 1, Traders: 1 })).toContain(
    'Of 3 organisations 2 moved towards against',
  )
  expect(page(before, { Council: 4, University: 4, Traders: 2 })).toContain(
    'Of 3 organisations 2 moved towards for and 1 towards against',
  )
})
