import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { analyse } from '#server/analysis/analyse.ts'
import { readRatingsCsv } from './read-ratings-csv.ts'
import { runAnalyse } from './run-analyse.ts'

const folder = mkdtempSync(join(tmpdir(), 'any-file-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = join(folder, 'ratings.csv')

const oneOf = (...values: string[]) => fc.constantFrom(...values)
const word = fc.oneof(
  { weight: 12, arbitrary: oneOf('A', 'B', 'C', 'D', 'E') },
  {
    weight: 1,
    arbitrary: oneOf('', ' A ', '"A"', 'a\nb', 'a,b', '=A', '__proto__', 'constructor', 'é', '\u0000', '\u202e'),
  },
)
const answer = fc.oneof(
  { weight: 20, arbitrary: oneOf('1', '2', '3', '4', '5', '5', '1') },
  { weight: 5, arbitrary: oneOf('unsure', 'remit', '', ' 2 ') },
)
const oddAnswer = oneOf('0', '6', '-1', '2.5', '1e0', '0x5', 'NaN', 'Infinity', 'yes', '٣', '99999999999999999999', '"')
const row = fc.record({
  statement: fc.oneof({ weight: 6, arbitrary: oneOf('s1', 's2', 's3') }, { weight: 1, arbitrary: word }),
  partner: word,
  person: fc.oneof(fc.integer({ min: 1, max: 30 }).map(String), word),
  answer: fc.oneof({ weight: 60, arbitrary: answer }, { weight: 1, arbitrary: oddAnswer }),
  question: oneOf('', 'is', 'should', 'should', 'should'),
  session: fc.oneof({ weight: 60, arbitrary: oneOf('spring', 'autumn') }, { weight: 1, arbitrary: oneOf('') }),
})
const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`
/** Rows as a file: with quotes as they should be, or as they come, which may say anything. */
const asFile = fc
  .record({
    rows: fc.array(row, { maxLength: 120 }),
    columns: fc.oneof(
      { weight: 4, arbitrary: fc.constant<string[]>(['statement', 'partner', 'person', 'answer']) },
      {
        weight: 2,
        arbitrary: fc.constant<string[]>(['person', 'answer', 'session', 'partner', 'question', 'statement']),
      },
      {
        weight: 1,
        arbitrary: fc.array(oneOf('statement', 'partner', 'person', 'answer', 'question'), { maxLength: 6 }),
      },
    ),
    write: fc.constantFrom(quoted, quoted, (value: string) => value),
    line: fc.constantFrom('\n', '\r\n'),
    before: fc.constantFrom('', '', '\uFEFF'),
  })
  .map(({ rows, columns, write, line, before }) =>
    [
      before + columns.join(),
      ...rows.map((one) => columns.map((name) => write(one[name as keyof typeof one])).join()),
    ].join(line),
  )
const anyFile = fc.oneof(
  { weight: 6, arbitrary: asFile.map((text) => new TextEncoder().encode(text)) },
  { weight: 1, arbitrary: fc.string({ maxLength: 200 }).map((text) => new TextEncoder().encode(text)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
)
const options = fc
  .record({
    k: fc.integer({ min: 1, max: 4 }),
    scale: fc.constantFrom(5, 5, 5, 2, 11),
    mode: fc.constantFrom('own', 'own', 'voice'),
    more: fc.constantFrom(
      [],
      [],
      ['--people-equal'],
      ['--question', 'is'],
      ['--session', 'spring'],
      ['--session', 'x'],
    ),
  })
  .map(({ k, scale, mode, more }) => ['--k', `${k}`, '--scale', `${scale}`, '--mode', mode, ...more])

// What is wrong with a file as a whole has no row.
const PROBLEM = /^(row \d+: .+|the file has no answers.*)$/

describe('any file at all', () => {
  test('is answered with a report, or with its problems by row and nothing else', async () => {
    const ended = { report: 0, problems: 0 }
    await fc.assert(
      fc.asyncProperty(anyFile, options, async (bytes, asked) => {
        writeFileSync(file, bytes)
        const { status, out, err } = await runAnalyse([file, ...asked])
        const json = await runAnalyse([file, ...asked, '--json'])
        expect([json.status, json.err]).toEqual([status, err])
        if (status === 0) {
          ended.report += 1
          expect(out).not.toMatch(/NaN|Infinity|undefined|\[object/)
          expect(JSON.parse(json.out)).toMatchObject({ statements: expect.any(Array), network: expect.any(Object) })
        } else {
          ended.problems += 1
          expect([status, out, json.out]).toEqual([2, '', ''])
          for (const line of err.split('\n')) expect(line).toMatch(PROBLEM)
        }
      }),
      { seed: 9, numRuns: 250 },
    )
    // Both came up, or this would have shown nothing.
    expect(Math.min(ended.report, ended.problems)).toBeGreaterThan(25)
  }, 60_000)

  test('that can be read makes a report without a number that is none', () => {
    fc.assert(
      fc.property(
        asFile,
        fc.constantFrom('own' as const, 'named' as const),
        fc.constantFrom(1, 3),
        (text, voice, k) => {
          const read = readRatingsCsv(text, { scale: 5, voice })
          if (read.is === 'bad') return
          expect(oddNumbers(analyse(read.value, { minimumCell: k }))).toEqual([])
        },
      ),
      { seed: 10, numRuns: 150 },
    )
  }, 60_000)
})

/** Where something holds NaN, an infinity or nothing at all; JSON would write null there. */
function oddNumbers(value: unknown, at = ''): string[] {
  if (value === undefined || (typeof value === 'number' && !Number.isFinite(value))) return [`${at}: ${value}`]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, own]) => oddNumbers(own, `${at}.${name}`))
}
