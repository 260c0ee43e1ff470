import { readFileSync } from 'node:fs'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { TalkLines } from '#app/_talk/talk-lines.tsx'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import { aMatrix } from '#server/analysis/a-matrix.ts'
import { analyse, analyseStatement } from '#server/analysis/analyse.ts'
import type { DisagreementReport, StatementReport } from '#server/analysis/report.ts'
import { TALK_KINDS } from '#server/analysis/talk-list.ts'
import { statementTold, toldToRoom } from '#server/analysis/told-to-room.ts'
import { inLanguage } from '#server/speaking.ts'
import { type Kind, NAMED_KINDS, OWN_KINDS, QUADRANTS } from '#server/vocabulary/kind.ts'
import { type Language, TAGS } from '#server/vocabulary/language.ts'
import { FourFields } from './four-fields.tsx'
import { Headline } from './headline.tsx'
import { StructureSaid } from './structure-said.tsx'
import { WorkedOut } from './worked-out.tsx'

const answers = { A: [5, 4, 5], B: [4, 5, 4], C: [1, 2, 1], D: [2, 1, 2] }
const statement = statementTold(analyseStatement(aMatrix({ S: answers }), 0, { minimumCell: 3 }))
const voices = { n: 20, unclear: 12, pos: 18, neg: 11, mean: -1.2, dispersion: 0.5 }

const drawn = (language: Language, thing: ReactNode) =>
  inLanguage(language, () =>
    renderToStaticMarkup(
      <Words messages={pick('answers', 'differ', 'kinds', 'rules', 'says', 'scale', 'twoQuestions', 'talk')}>
        {thing}
      </Words>,
    ),
  )
const plain = (markup: string) => markup.replace(/<[^>]+>/g, ' ')
const wordsIn = (text: string) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
/** What stands in every box that "How is this worked out?" opens. */
const boxesOf = (language: Language, thing: ReactNode) => {
  const how = inLanguage(language, () => pick('rules').rules.how)
  return [...drawn(language, thing).matchAll(/<details[^>]*><summary>(.*?)<\/summary>(.*?)<\/details>/gs)].flatMap(
    ([, summary = '', box = '']) => (plain(summary).includes(how) ? [plain(box)] : []),
  )
}
const said = (language: Language, kind: Kind, isNamed: boolean, or: Kind | null = null) =>
  plain(
    drawn(
      language,
      <WorkedOut statement={{ ...statement, kind, orKind: or, voices: isNamed ? voices : null }} scale={5} own={-2} />,
    ),
  )

describe.each(TAGS)('in %s', (language) => {
  test.each([...OWN_KINDS.map((kind) => [kind, false] as const), ...NAMED_KINDS.map((kind) => [kind, true] as const)])(
    'how “%s” came about takes at most sixty words, with one’s own answer (named: %s)',
    (kind, isNamed) => expect(wordsIn(said(language, kind, isNamed))).toBeLessThanOrEqual(60),
  )
  test.each(OWN_KINDS)('how it came about that “%s” is not clear yet takes at most sixty words too', (kind) =>
    expect(wordsIn(said(language, kind, false, 'mixed'))).toBeLessThanOrEqual(60),
  )
  test('how a chart came about takes at most sixty words too', () => {
    const { differ } = JSON.parse(readFileSync(`messages/${language}.json`, 'utf8'))
    const { apartHow, pairsHow, pairsHowMiddle, blocsHow, map, matrix, perception, change, bars, here } = differ
    // With an example of the reader's own, whose organisations have names of four words.
    const texts = [
      `${apartHow} ${here.apart}`,
      `${pairsHow} ${here.pair}`,
      `${pairsHowMiddle} ${here.pair}`,
      `${blocsHow} ${map.how}`,
      `${matrix.how} ${here.cell}`,
      `${matrix.howAverages} ${here.cell}`,
      `${perception.how} ${here.right}`,
      `${change.how} ${here.moved}`,
      `${bars.how} ${here.cell}`,
      `${bars.howAnswers} ${here.cell}`,
    ].map((text) =>
      text.replace(/\{(one|other|name)\}/g, 'Organisation of the harbour').replace(/\{\w+(, number)?\}/g, '1'),
    )
    expect(texts.filter((text) => wordsIn(text) > 60)).toEqual([])
  })
  test('every label of the headline opens how it came about, with one’s own statements', () => {
    const boxes = boxesOf(language, <Headline report={reportOf([...OWN_KINDS, ...NAMED_KINDS])} opens />)
    expect(boxes).toHaveLength(OWN_KINDS.length + NAMED_KINDS.length + 1)
    expect(boxes.filter((box) => wordsIn(box) > 60 || !/\p{N}/u.test(box))).toEqual([])
  })
  test('every label of the talk list does', () => {
    const lines = [...TALK_KINDS, null].map((kind, i) => ({
      ...{ statementId: `S${i}`, text: 'A line', kind: kind ?? 'conflict', label: kind ?? ('not-clear' as const) },
      ...{ askFirst: [], ended: null },
    }))
    const boxes = boxesOf(language, <TalkLines lines={lines} partners={[]} />)
    expect(boxes).toHaveLength(lines.length)
    expect(boxes.filter((box) => wordsIn(box) > 60 || !/\p{N}/u.test(box))).toEqual([])
  })
  test('both charts of two questions and the words of a structure do', () => {
    const boxes = [
      ...boxesOf(language, <FourFields {...fields(['open-disagreement'])} />),
      ...boxesOf(language, <StructureSaid structure={{ is: 'diffuse', score: 0.1, pValue: 0.42 }} />),
      ...boxesOf(language, <StructureSaid structure={{ is: 'cross-cutting', score: 0.4, pValue: 0.005 }} />),
    ]
    expect(boxes).toHaveLength(4)
    expect(boxes.filter((box) => wordsIn(box) > 60 || !/\p{N}/u.test(box))).toEqual([])
  })
  test('the four fields are headed by what was found, whichever fields are empty', () => {
    const headings = [...QUADRANTS.map((quadrant) => [quadrant]), []].map((inFields) =>
      plain(drawn(language, <FourFields {...fields(inFields)} />).match(/<h2[^>]*>(.*?)<\/h2>/)?.[1] ?? ''),
    )
    expect(new Set(headings).size).toBe(5)
    expect(headings.every((heading) => wordsIn(heading) > 3)).toBe(true)
  })
})

test('a box tells one’s own answer and the statement’s own figures', () => {
  for (const kind of OWN_KINDS) {
    expect(said('en-GB', kind, false)).toContain('Your own answer is “Strongly disagree”.')
    expect(said('en-GB', kind, false)).toContain('Here ')
    expect(said('en-GB', kind, false, 'mixed')).toContain('not clear yet')
  }
  expect(boxesOf('en-GB', <FourFields {...fields(['open-disagreement'])} />)[0]).toContain(
    'Here statement 1 stands at +1.2 for should and −0.8 for is, on −2 to +2.',
  )
  expect(boxesOf('en-GB', <StructureSaid structure={{ is: 'diffuse', score: 0.1, pValue: 0.42 }} />)[0]).toContain(
    'Here chance fits as well 42 times in 100.',
  )
})

test('the headline says which rule a label goes by: people’s answers, middle answers, or both', () => {
  const boxOf = (by: readonly StatementReport['kindBy'][]) => {
    const statements = by.map((kindBy, i): StatementReport => ({ ...statement, id: `S${i}`, kind: 'conflict', kindBy }))
    const report = { ...reportOf(['conflict']), statements: statements.map((one) => ({ ...one, orKind: null })) }
    return boxesOf('en-GB', <Headline report={report} opens />)[0]
  }
  expect(boxOf(['partners', 'partners'])).toContain('this goes by where each organisation’s middle answer is')
  expect(boxOf(['partners', statement.kindBy])).toContain('Where few organisations differ inside')
  expect(boxOf([statement.kindBy])).not.toContain('middle answer')
})

/** A report with several statements of each kind, and some that are not clear yet. */
function reportOf(kinds: readonly Kind[]): DisagreementReport {
  const report = toldToRoom(analyse(aMatrix({ S: answers }), { minimumCell: 3 }))
  const of = (kind: Kind, orKind: Kind | null): StatementReport[] =>
    [0, 1, 2, 3, 4].map((i) => ({ ...statement, id: `${kind}${orKind}${i}`, kind, orKind }))
  const statements = [...kinds.flatMap((kind) => of(kind, null)), ...of('conflict', 'mixed')]
  return { ...report, statements, network: { ...report.network, kinds: kinds.map((kind) => ({ kind, count: 5 })) } }
}

/** What four fields are drawn of: one statement in each of these, and one without a place. */
function fields(quadrants: readonly (typeof QUADRANTS)[number][]) {
  const two = [...quadrants, null].map((quadrant, i) => ({
    ...{ statementId: `S${i}`, quadrant, because: quadrant ? null : ('mixed' as const) },
    ...{ is: -0.4, should: 0.6, believing: { partners: 1, of: 3 } },
  }))
  return { two, about: '', statements: two.map(({ statementId }) => ({ ...statement, id: statementId })) }
}

test('of more statements than it names a box says how many others there are', () => {
  const [box] = boxesOf('en-GB', <Headline report={reportOf(['conflict'])} opens />)
  expect(box).toContain('Here that is 5 statements: 1, 2, 3 and 2 others.')
})

test('what is unclear where middle answers alone are told still goes by how many find it so', () => {
  const told = { ...statement, kind: 'unclear', kindBy: 'partners', orKind: null, unsure: 0.4 } as const
  const box = plain(drawn('en-GB', <WorkedOut statement={told} scale={5} />))
  expect(box).toContain('At least three answers in ten were “not clear to me”')
  expect(box).toContain('Here it is 40 in 100.')
  expect(box).not.toContain('middle answer')
})

test('of organisations that send two people each, where they lean is told as what it is: rough', () => {
  const pairs = { A: [5, 5], B: [5, 4], C: [4, 4], D: [5, 4], E: [4, 5], F: [5, 5] }
  const exact = analyseStatement(aMatrix({ S: pairs }), 0, { minimumCell: 3 })
  const rough = statementTold(exact)
  expect(rough).toMatchObject({ kind: 'aligned-for', orKind: null, position: 0.8 })
  expect(exact.position).not.toBe(0.8)
  const box = (one: StatementReport, language: Language = 'en-GB') =>
    plain(drawn(language, <WorkedOut statement={one} scale={5} own={-2} />))
  expect(box(rough)).toContain('Here it is +1.6, on −2 to +2. This is only told roughly')
  expect(box(exact)).not.toContain('roughly')
  for (const language of TAGS) expect(wordsIn(box(rough, language))).toBeLessThanOrEqual(60)
  const [two] = fields(['shared-direction']).two
  const map = (one: StatementReport) =>
    boxesOf('en-GB', <FourFields two={two ? [two] : []} about="" statements={[{ ...one, id: 'S0' }]} />)
  expect(map(rough).filter((words) => words.includes('only told roughly'))).toHaveLength(2)
  expect(map(exact).filter((words) => words.includes('only told roughly'))).toEqual([])
})

test('of organisations that disagree and are all hidden, it counts nobody as seen on a side', () => {
  const pairs = { A: [5, 5], B: [5, 4], C: [4, 4], D: [1, 1], E: [1, 2], F: [2, 2] }
  const hidden = statementTold(analyseStatement(aMatrix({ S: pairs }), 0, { minimumCell: 3 }))
  expect(hidden).toMatchObject({ kind: 'conflict', orKind: null, betweenShare: null })
  const markup = plain(drawn('en-GB', <WorkedOut statement={hidden} scale={5} />))
  expect(markup).toContain('organisations on both sides')
  expect(markup).not.toMatch(/\d|NaN|null/)
})
