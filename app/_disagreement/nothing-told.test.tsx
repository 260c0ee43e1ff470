import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import { aMatrix } from '#server/analysis/a-matrix.ts'
import { analyse } from '#server/analysis/analyse.ts'
import { toldToRoom } from '#server/analysis/told-to-room.ts'
import { DisagreementPage } from './disagreement-page.tsx'

const WORDS = ['answers', 'differ', 'kinds', 'says', 'rules', 'scale', 'asks', 'twoQuestions', 'perception'] as const

/** What three organisations read of one statement, each with these people. */
function page(people: readonly (readonly number[])[]): string {
  const names = ['Council', 'Traders', 'University']
  const answers = Object.fromEntries(names.map((name, i) => [name, people[i] ?? []]))
  const report = toldToRoom(analyse(aMatrix({ quay: answers }), { minimumCell: 3 }))
  const shown = { round: 1, report, is: null, perceptions: null, reasons: [], change: null, map: null }
  const partners = names.map((name, i) => ({ id: name, name, initials: name.slice(0, 2), markNo: i + 1 }))
  return renderToStaticMarkup(
    <Words messages={pick(...WORDS)}>
      <DisagreementPage shown={shown} partners={partners} level={1} />
    </Words>,
  )
}

test('where no organisation’s answers may be shown, no chart tells a finding, and no picture of nothing is offered', () => {
  const none = page([[5], [1], [2]])
  expect(none).toContain('No organisation’s answers may be shown here')
  expect(none).not.toContain('seen on both sides')
  expect(none.match(/Save picture/g), 'the table alone').toHaveLength(1)
  expect(none, 'a legend of bars that are not drawn').not.toContain('Strongly disagree')
  const some = page([
    [5, 5, 4],
    [1, 1, 2],
    [5, 4, 4],
  ])
  expect(some).toContain('On 1 of 1 statements organisations are seen on both sides')
  expect(some).toContain('Strongly disagree')
})

test('of a single statement there is none before and none after', () => {
  expect(page([[5], [1], [2]])).not.toContain('Show all statements')
})
