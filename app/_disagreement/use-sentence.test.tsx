import { describe, expect, test } from 'vitest'
import { drawn } from '#app/_ui/drawn.ts'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import { aMatrix } from '#server/analysis/a-matrix.ts'
import { analyse } from '#server/analysis/analyse.ts'
import type { StatementReport } from '#server/analysis/report.ts'
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
    ['lukewarm', named({ A: [3], B: [3], C: [4], D: [3] }), 'No organisation is far from the middle'],
    ['too-few', named({ A: [3], B: [] }), '1 person from 1 organisation answered: too few to say.'],
    [
      'conflict',
      own({ A: [5, 5, 4], B: [5, 4, 5], C: [1, 1, 2], D: [1, 2, 1] }),
      'Organisations disagree: Partner A and Partner B lean for, Partner C and Partner D lean against.',
    ],
    ['mixed', own({ A: [1, 5, 1, 5], B: [5, 1, 5, 1], C: [1, 5, 5, 1] }), 'Organisations contain both views'],
    ['aligned-for', own({ A: [4, 5, 4], B: [5, 4, 4], C: [4, 4, 5] }), 'Organisations lean for'],
  ])('%s is said with its counts and names', (kind, statement, words) => {
    expect(statement.kind).toBe(kind)
    expect(said(statement)).toContain(words)
  })

  test('what is not clear yet is no finding: both that it may be are named, and nobody is put on a side', () => {
    const statement = own({ A: [5, 5, 4], B: [5, 4, 5], C: [1, 1, 2], D: [1, 2, 1] })
    expect(said({ ...statement, orKind: 'lukewarm' })).toBe('Not clear yet: “Partners disagree” or “Lukewarm”.')
  })
})
