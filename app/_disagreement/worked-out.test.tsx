import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import { aMatrix } from '#server/analysis/a-matrix.ts'
import { analyseStatement } from '#server/analysis/analyse.ts'
import { statementTold } from '#server/analysis/told-to-room.ts'
import { NAMED_KINDS, OWN_KINDS } from '#server/vocabulary/kind.ts'
import { WorkedOut } from './worked-out.tsx'

const answers = { A: [5, 4, 5], B: [4, 5, 4], C: [1, 2, 1], D: [2, 1, 2] }
const statement = statementTold(analyseStatement(aMatrix({ S: answers }), 0, { minimumCell: 3 }))
const voices = { n: 20, unclear: 12, pos: 18, neg: 11, mean: -1.2, dispersion: 0.5 }
const said = (
  kind: (typeof OWN_KINDS)[number] | (typeof NAMED_KINDS)[number],
  isNamed: boolean,
  or: 'mixed' | null = null,
) =>
  renderToStaticMarkup(
    <Words messages={pick('differ', 'rules', 'scale')}>
      <WorkedOut statement={{ ...statement, kind, orKind: or, voices: isNamed ? voices : null }} scale={5} own={-2} />
    </Words>,
  ).replace(/<[^>]+>/g, '')

test.each([...OWN_KINDS.map((kind) => [kind, false] as const), ...NAMED_KINDS.map((kind) => [kind, true] as const)])(
  'how “%s” came about takes at most sixty words, with one’s own answer (named: %s)',
  (kind, isNamed) => {
    const words = said(kind, isNamed)
    expect(words.split(/\s+/).filter(Boolean).length).toBeLessThanOrEqual(60)
    expect(words).toContain('Your own answer is “Strongly disagree”.')
    expect(words).toContain('Here ')
  },
)

test.each(OWN_KINDS)('how it came about that “%s” is not clear yet takes at most sixty words too', (kind) => {
  const words = said(kind, false, 'mixed')
  expect(words.split(/\s+/).filter(Boolean).length).toBeLessThanOrEqual(60)
  expect(words).toContain('not clear yet')
})

test('how a chart came about takes at most sixty words too', () => {
  const { apartHow, pairsHow, blocsHow, map, matrix, perception, change } = pick('differ').differ
  const texts = [
    apartHow,
    pairsHow,
    `${blocsHow} ${map.how}`,
    matrix.how,
    matrix.howAverages,
    perception.how,
    change.how,
  ]
  expect(texts.filter((text) => text.split(' ').length > 60)).toEqual([])
})
