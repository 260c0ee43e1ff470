import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawn } from '#app/_ui/drawn.ts'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import { aMatrix } from '#server/analysis/a-matrix.ts'
import { analyse } from '#server/analysis/analyse.ts'
import type { StatementReport } from '#server/analysis/report.ts'
import { toldToRoom } from '#server/analysis/told-to-room.ts'
import { labelOf, labelsOf } from '#server/vocabulary/label.ts'
import { useSentence } from './use-sentence.ts'

const partners = [...'ABCDEFGHIJKLMN'].map((id, i) => ({ id, name: `Partner ${id}`, initials: id, markNo: i + 1 }))
const Sentence = ({ statement }: { statement: StatementReport }) => useSentence()(statement, partners)
const said = (statement: StatementReport) =>
  drawn(
    <Words messages={pick('says', 'kinds')}>
      <Sentence statement={statement} />
    </Words>,
  )
const named = (answers: Record<string, (number | string)[]>) =>
  analyse(aMatrix({ S: answers }, { voice: 'named' }), { minimumCell: 3 }).statements[0] as StatementReport
const own = (answers: Record<string, (number | string)[]>) =>
  analyse(aMatrix({ S: answers }), { minimumCell: 3 }).statements[0] as StatementReport

describe('the sentence on a statement', () => {
  test('names three of more than six, and how many others there are', () =>
    expect(said(named(Object.fromEntries(partners.map(({ initials }) => [initials, [4]]))))).toContain(
      '14 of 14 organisations are for and nobody is against: Partner A, Partner B, Partner C and 11 others.',
    ))
  test.each<[string, StatementReport, string]>([
    [
      'unclear',
      named({ A: ['U'], B: ['U'], C: [4], D: [2] }),
      '2 of 4 organisations find this not clear: Partner A and Partner B.',
    ],
    [
      'split',
      named({ A: [5], B: [4], C: [1], D: [2] }),
      '2 organisations for, 2 against: Partner A and Partner B on one side, Partner C and Partner D on the other.',
    ],
    ['one-against-many', named({ A: [5], B: [4], C: [4], D: [2] }), '3 organisations for, one against: Partner D.'],
    [
      'shared-yes',
      named({ A: [5], B: [4], C: [4], D: [4] }),
      '4 of 4 organisations are for and nobody is against: Partner A, Partner B, Partner C and Partner D.',
    ],
    ['shared-no', named({ A: [1], B: [2], C: [2], D: [2] }), '4 of 4 organisations are against and nobody is for'],
    [
      'lukewarm',
      named({ A: [3], B: [3], C: [4], D: [3] }),
      'On average organisations lean neither way clearly: 1 for, 0 against, 3 in the middle.',
    ],
    ['too-few', named({ A: [3], B: [] }), '1 person from 1 organisation answered: too few to say.'],
    [
      'conflict',
      own({ A: [5, 5, 4], B: [5, 4, 5], C: [1, 1, 2], D: [1, 2, 1] }),
      'Organisations disagree: Partner A and Partner B lean for, Partner C and Partner D lean against.',
    ],
    ['mixed', own({ A: [1, 5, 1, 5], B: [5, 1, 5, 1], C: [1, 5, 5, 1] }), 'Organisations contain both views'],
    [
      'aligned-for',
      own({ A: [4, 5, 4], B: [5, 4, 4], C: [4, 4, 5] }),
      'Organisations lean for, and none leans against.',
    ],
    [
      'aligned-for',
      own({ A: [4, 5, 4], B: [5, 4, 4], C: [4, 4, 5], D: [5, 4, 4], E: [4] }),
      'and none that can be shown leans against.',
    ],
    [
      'aligned-for',
      own({ ...Object.fromEntries([...'ABCDEFGHIJKLM'].map((id) => [id, [4, 5, 3, 4]])), N: [2, 3, 2, 2] }),
      'On average organisations lean for. Against: Partner N.',
    ],
  ])('%s is said with its counts and names', (kind, statement, words) => {
    expect(statement.kind).toBe(kind)
    expect(said(statement)).toContain(words)
  })

  test.each([
    ['one of eight', 1, 'Most organisations lean for. Against: Partner H.'],
    ['seven of eight', 7, 'Most organisations lean against. For: Partner A.'],
  ])('%s against all others is never told that all lean the same way', (_which, against, words) => {
    const answers = [...'ABCDEFGH'].map((id, j) => [id, 8 - j <= against ? [1, 1, 2, 1] : [5, 5, 4, 5]] as const)
    const report = analyse(aMatrix({ S: Object.fromEntries(answers.map(([id, given]) => [id, [...given]])) }), {
      minimumCell: 3,
    })
    for (const told of [report, toldToRoom(report)]) {
      const [statement] = told.statements as [StatementReport]
      expect(said(statement)).toBe(words)
      expect(labelOf(statement)).toBe('few-against-many')
    }
  })

  test.each<[string, Record<string, number[]>]>([
    [
      'most are hidden',
      { A: [5, 5, 5], B: [1, 1, 1], C: [5, 5], D: [5, 4], E: [4, 4], F: [4, 4], G: [5, 5], H: [4, 4] },
    ],
    [
      'most are in the middle',
      { A: [5, 5, 5], B: [1, 1, 1], ...Object.fromEntries([...'CDEFGH'].map((id) => [id, [3, 3, 3]])) },
    ],
  ])('where %s, nobody is told that most lean one way', (_where, answers) => {
    const [statement] = toldToRoom(analyse(aMatrix({ S: answers }), { minimumCell: 3 })).statements as [StatementReport]
    expect(labelOf(statement)).toBe('few-against-many')
    expect(said(statement)).toBe(
      'Few organisations lean one way; the others lean the other way or are in the middle. For: Partner A. Against: Partner B.',
    )
  })

  test('where most are hidden, those that are seen aren’t counted as if they were all', () => {
    const hidden = { B: [3, 3], C: [3, 3], D: [3, 3], E: [3, 3], F: [3, 4], G: [3, 2] }
    const report = analyse(aMatrix({ S: { A: [3, 3, 3], ...hidden } }), { minimumCell: 3 })
    const [statement] = toldToRoom(report).statements as [StatementReport]
    expect(labelOf(statement)).toBe('lukewarm')
    expect(said(statement)).toBe('On average organisations lean neither way clearly.')
  })

  test('a room that is told middle answers alone is told no conviction of people that it knows nothing of', () => {
    const report = analyse(aMatrix({ S: { A: [5, 5, 1, 1], B: [5, 5, 1, 1], C: [1, 5, 1, 5] } }), { minimumCell: 3 })
    const [statement] = toldToRoom(report).statements as [StatementReport]
    expect(labelOf(statement)).toBe('near-middle')
    expect(said(statement)).toBe('Middle answers are near the middle on average. How people differ is not told here.')
  })

  test('no sentence says of all organisations what the list beside it denies', () => {
    const point = fc.constantFrom<number | string>(1, 2, 3, 4, 5, 5, 5, 4, 'U')
    const partner = fc.oneof(
      fc.array(point, { minLength: 1, maxLength: 5 }),
      fc.constantFrom<(number | string)[]>([5, 5, 5], [5, 5, 4], [1, 1, 1], [1, 2, 1]),
    )
    const seen = { both: 0, few: 0 }
    fc.assert(
      fc.property(fc.array(partner, { minLength: 2, maxLength: 14 }), fc.constantFrom(1, 3), (answers, minimumCell) => {
        const given = Object.fromEntries(answers.map((one, j) => [partners[j]?.id ?? '', one]))
        const report = analyse(aMatrix({ S: given }), { minimumCell })
        for (const { statements } of [report, toldToRoom(report)]) {
          const [statement] = statements as [StatementReport]
          const sentence = said(statement)
          const on = (side: string) => statement.cells.filter((cell) => cell.side === side).length
          if (on('for') && on('against')) {
            seen.both += 1
            if (labelOf(statement) === 'few-against-many') seen.few += 1
            expect(sentence).not.toMatch(/same way|none .*leans|nobody/)
            expect(labelsOf(statement)).not.toContain('same-side')
          }
          if (sentence.includes('none leans')) expect(statement.cells.some(({ suppressed }) => suppressed)).toBe(false)
        }
      }),
      { seed: 4, numRuns: 400 },
    )
    // Both came up, or this would have shown nothing.
    expect(Math.min(seen.both, seen.few)).toBeGreaterThan(5)
  })

  test('what is not clear yet is no finding: both that it may be are named, and nobody is put on a side', () => {
    const statement = own({ A: [5, 5, 4], B: [5, 4, 5], C: [1, 1, 2], D: [1, 2, 1] })
    expect(said({ ...statement, orKind: 'lukewarm' })).toBe('Not clear yet: “Partners disagree” or “Lukewarm”.')
  })
})
