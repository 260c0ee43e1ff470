import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { analyse } from '#server/analysis/analyse.ts'
import { changeBetween } from '#server/analysis/change.ts'
import type { Matrix } from '#server/analysis/matrix.ts'
import type { Cell, StatementReport } from '#server/analysis/report.ts'
import { twoQuestions } from '#server/analysis/two-questions.ts'
import { readRatingsCsv } from './read-ratings-csv.ts'
import { runAnalyse } from './run-analyse.ts'

const folder = mkdtempSync(join(tmpdir(), 'printed-'))
afterAll(() => rmSync(folder, { recursive: true }))

const HEADER = 'statement,partner,person,answer,question,session'
/** Rows of one statement in one session: an answer a person, by partner. */
const rows = (
  statement: string,
  question: string,
  session: string,
  answers: Record<string, readonly (number | string)[]>,
) =>
  Object.entries(answers).flatMap(([partner, own]) =>
    own.map((answer, person) => [statement, partner, person, answer, question, session].join()),
  )
const AGREED = { Council: [5, 4, 5], Union: [4, 5, 4], Charity: [5, 4, 4] }
const UNSURE = { Council: ['unsure', 'unsure', 2], Union: ['unsure', 3, 'unsure'], Charity: ['unsure', 'unsure', 4] }
const OPPOSED = { Council: [5, 4, 5], Union: [1, 2, 1], Charity: [1, 2, 2] }
const TWO = [
  ...rows('s1', 'should', 'spring', OPPOSED),
  ...rows('s2', 'should', 'spring', AGREED),
  ...rows('s1', 'is', 'autumn', UNSURE),
  ...rows('s1', 'should', 'autumn', AGREED),
  ...rows('s2', 'should', 'autumn', { ...AGREED, Guild: [5, 5, 4] }),
]
const inFile = (name: string, lines: readonly string[]) => {
  const file = join(folder, `${name}.csv`)
  writeFileSync(file, [HEADER, ...lines].join('\n'))
  return file
}
const file = inFile('two', TWO)
const printed = async (...argv: string[]) => JSON.parse((await runAnalyse([...argv, '--json'])).out)

describe('a file with two questions and two sessions', () => {
  test('gives the last session’s answers to “should it be”, and says that it did', async () => {
    const { read, statements } = await printed(file)
    expect(read).toEqual({ session: 'autumn', sessions: ['spring', 'autumn'], question: 'should', since: 'spring' })
    expect(statements.map(({ id }: StatementReport) => id)).toEqual(['s1', 's2'])
    expect((await runAnalyse([file])).out).toMatch(
      /^Session autumn \(the file also has spring\) · Question: should it be our focus\? · Beside it: is it our focus now\?\n/,
    )
  })

  test('gives beside it what each question alone gives, and the place among the four fields', async () => {
    const both = await printed(file)
    const is = await printed(file, '--question', 'is')
    expect(both.is).toEqual({ ...(await printed(file, '--question', 'is')), ...NOTHING_BESIDE })
    expect(is.read.question).toBe('is')
    expect(both.twoQuestions).toEqual([twoQuestions(both.statements[0], both.is.statements[0])])
    expect(both.twoQuestions[0]).toMatchObject({ statementId: 's1', quadrant: 'hidden-agreement' })
    expect((await runAnalyse([file])).out).toContain(
      'Should it be, and is it\n  s1\n      Hidden agreement: together, but people don’t know that it is agreed\n',
    )
  })

  test('gives what changed between them, as it is worked out of both', async () => {
    const of = (session: string): Matrix => {
      const read = readRatingsCsv([HEADER, ...TWO].join('\n'), { scale: 5, voice: 'own', session })
      if (read.is === 'bad') throw new Error(read.problems.join())
      return read.value
    }
    const { change } = await printed(file, '--k', '1')
    expect(change).toEqual(changeBetween(of('spring'), of('autumn'), { minimumCell: 1 }))
    const { out } = await runAnalyse([file])
    expect(out).toContain('What changed since spring\n  s1\n      Partners came closer\n')
    expect(out).toContain('Guild joined')
  })

  test('tells a partner’s shift in points of the scale, whether or not another is of one mind', async () => {
    const shiftOfUnion = async (charity: number[]) => {
      const lines = [
        ...rows('s1', 'should', 'spring', { ...OPPOSED, Charity: charity }),
        ...rows('s1', 'should', 'autumn', AGREED),
      ]
      const { change } = await printed(inFile('shift', lines))
      return change[0].partners.find(({ partnerId }: { partnerId: string }) => partnerId === 'Union').change
    }
    expect(await shiftOfUnion([1, 1, 1])).toBeCloseTo(3, 9)
    expect(await shiftOfUnion([1, 2, 2])).toBeCloseTo(3, 9)
  })

  test('tells nothing of a partner that is hidden in either session, whatever it answered there', async () => {
    const with2 = async (answers: number[]) => {
      const lines = [
        ...rows('s1', 'should', 'spring', OPPOSED),
        ...rows('s1', 'should', 'spring', { Guild: answers }),
        ...rows('s1', 'should', 'autumn', { ...AGREED, Guild: [5, 4, 5] }),
      ]
      return printed(inFile('hidden', lines))
    }
    const [one, other] = [await with2([1, 1]), await with2([5, 3])]
    expect(one.statements[0].cells.every(({ suppressed }: Cell) => suppressed === null)).toBe(true)
    expect(one.change).toEqual(other.change)
  })

  test('gives one question, and one session without an earlier one, where these are asked for', async () => {
    expect(await printed(file, '--question', 'should')).toMatchObject({ is: null, twoQuestions: null })
    expect(await printed(file, '--session', 'spring')).toMatchObject({
      read: { session: 'spring', since: null },
      change: null,
    })
  })
})

const NOTHING_BESIDE = {
  read: undefined,
  countedBy: undefined,
  is: undefined,
  twoQuestions: undefined,
  change: undefined,
}

test('a file of “is” alone is read as the question that was asked', async () => {
  const report = await printed(inFile('is', rows('s1', 'is', '', AGREED)))
  expect(report.read).toMatchObject({ session: null, question: 'is' })
  expect(report.statements[0].kind).toBe('aligned-for')
})

test('the text holds what the pages show: pairs, blocs, the order of statements, share, alpha and A', async () => {
  const statements = ['s1', 's2', 's3', 's4', 's5'].flatMap((id, i) => rows(id, '', '', i % 2 ? AGREED : OPPOSED))
  const asked = inFile('whole', statements)
  const { out } = await runAnalyse([asked])
  const report = await printed(asked)
  const [pair] = report.pairs
  expect(out).toContain(`Council and Union: ${pair.points.toFixed(2)} points apart`)
  expect(out).toContain('No clear blocs: too few partners to compare')
  expect(out).toContain('Farthest apart first, no order inside brackets: [')
  expect(out).toContain(`${Math.round(report.network.betweenShare * 100)} %`)
  expect(out).toContain(`by chance): ${report.network.alpha.toFixed(2)}`)
  expect(out).toContain(`(A) ${report.statements[0].agreement.toFixed(2)}`)
})

test('says what counts people and what partners, as the figures do', async () => {
  const asked = inFile('counted', rows('s1', '', '', { Council: [1, 2, 1, 1, 2, 1, 1, 1], A: [5, 4, 5], B: [4, 5, 5] }))
  const [plain, people] = [await printed(asked), await printed(asked, '--people-equal')]
  expect(plain.countedBy.partners).toEqual(expect.arrayContaining(['position', 'between', 'kind', 'pairs']))
  expect(people.countedBy.people).toEqual(expect.arrayContaining(['position', 'between', 'kind']))
  expect(people.countedBy.partners).toEqual(expect.arrayContaining(['pairs', 'groupInformedConsensus']))
  for (const name of ['position', 'dispersion', 'within', 'between', 'distribution'])
    expect(people.statements[0][name]).not.toEqual(plain.statements[0][name])
  for (const name of people.countedBy.partners.filter((one: string) => one in people.statements[0]))
    expect(people.statements[0][name]).toEqual(plain.statements[0][name])
  expect(people.pairs).toEqual(plain.pairs)
  expect((await runAnalyse([asked])).out).toContain('Each partner counts once, whatever its size.')
  expect((await runAnalyse([asked, '--people-equal'])).out).toContain('Every person counts once')
})

test('reports of one session stay what the analysis makes of them', async () => {
  const read = readRatingsCsv([HEADER, ...rows('s1', '', '', OPPOSED)].join('\n'), { scale: 5, voice: 'own' })
  if (read.is === 'bad') throw new Error(read.problems.join())
  const {
    read: _,
    countedBy,
    is,
    twoQuestions: two,
    change,
    ...report
  } = await printed(inFile('one', rows('s1', '', '', OPPOSED)))
  expect(report).toEqual(JSON.parse(JSON.stringify(analyse(read.value, { minimumCell: 3 }))))
  expect([is, two, change]).toEqual([null, null, null])
  expect(countedBy.partners).toContain('kind')
})
