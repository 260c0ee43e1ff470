import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import { aMatrix } from '#server/analysis/a-matrix.ts'
import { analyse } from '#server/analysis/analyse.ts'
import { toldToRoom } from '#server/analysis/told-to-room.ts'
import { PairsSection } from './pairs-section.tsx'

type Given = Parameters<typeof aMatrix>[0]

const said = (given: Given, minimumCell: number) =>
  renderToStaticMarkup(
    <Words messages={pick('differ')}>
      <PairsSection
        report={toldToRoom(analyse(aMatrix(given, { voice: minimumCell > 1 ? 'own' : 'named' }), { minimumCell }))}
        partners={[]}
        about=""
      />
    </Words>,
  )
const statements = (count: number, answers: (no: number) => Given[string]) =>
  Object.fromEntries(Array.from({ length: count }, (_, no) => [`s${no}`, answers(no)]))

test('two statements that everybody answered are said to be too few, and not to be hidden', () => {
  const page = said(
    statements(2, () => ({ Council: [5], Traders: [1] })),
    1,
  )
  expect(page).toContain('There are too few statements to compare organisations')
  expect(page).toContain('compared from five statements on that both answered')
  expect(page).not.toContain('may be shown')
})

test('of many statements, too few that both answered are called that', () => {
  const half = statements(8, (no) => ({ Council: [5], ...(no < 4 && { Traders: [1] }) }))
  expect(said(half, 1)).toContain('No two organisations answered enough of the same statements')
})

test('answers that may not be shown are still named as the reason', () => {
  const page = said(
    statements(6, () => ({ Council: [5], Traders: [1], University: [2] })),
    3,
  )
  expect(page).toContain('No two organisations have enough answers that may be shown')
  expect(page).not.toContain('compared from five')
})
