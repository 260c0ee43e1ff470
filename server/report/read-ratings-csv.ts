import Papa from 'papaparse'
import { type LongAnswer, type Matrix, type MatrixAnswer, makeMatrix } from '#server/analysis/matrix.ts'
import type { Voice } from '#server/vocabulary/rating-scale.ts'

/** A file read, or every problem in it by row (the header is row 1). */
export type ReadFile<T> = { is: 'read'; value: T } | { is: 'bad'; problems: string[] }

const NEEDED = ['statement', 'partner', 'person', 'answer'] as const

/**
 * Reads ratings in long form: `statement,partner,person,answer[,question][,session]`, one a row. An answer is 1..scale,
 * `unsure`, `remit` or empty. Only rows of one question and one session are kept: those asked for, else "should" (or all, where
 * no question is named) and the last session in the file.
 */
export function readRatingsCsv(
  text: string,
  { scale, voice, question, session }: { scale: number; voice: Voice; question?: string; session?: string },
): ReadFile<Matrix> {
  const tidy = (name: string) => name.trim().toLowerCase()
  const twice = headerTwice(text, tidy)
  if (twice) return bad([twice])
  const parsed = Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: 'greedy',
    transformHeader: tidy,
  })
  const missing = NEEDED.filter((name) => !parsed.meta.fields?.includes(name))
  if (missing.length > 0) return bad([`row 1: the header lacks ${missing.join(', ')}`])
  if (parsed.data.length === 0) return bad(['the file has no answers'])
  const rowNo = rowNumbers(text)
  const problems = brokenRows(text, parsed.errors)
  const sessions = [...new Set(parsed.data.map((row) => (row.session ?? '').trim()))]
  const wanted = session ?? sessions[sessions.length - 1] ?? ''
  const rows = parsed.data
    .map((row, i) => readRow(row, rowNo(i), scale))
    .filter((row) => {
      if (row.problem) problems.push(row.problem)
      return !row.problem && row.session === wanted && (row.question === '' || row.question === (question ?? 'should'))
    })
  if (problems.length > 0) return bad(problems)
  if (rows.length === 0) return bad(['the file has no answers to this question in this session'])
  return { is: 'read', value: matrixOf(rows, scale, voice) }
}

/**
 * What is wrong with a header that names a column twice, for then nobody knows which is meant; undefined when none does.
 * Looked at first: Papa renames such columns, and says so on the console.
 */
export function headerTwice(text: string, tidy = (name: string) => name): string | undefined {
  const [header = []] = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { preview: 1 }).data
  const names = header.map(tidy)
  const name = names.find((one, at) => one !== '' && names.indexOf(one) !== at)
  return name === undefined ? undefined : `row 1: the header has ${name} twice`
}

/**
 * The row of the file that each data row stands in: the header is row 1, and blank rows count, as a spreadsheet counts them. A
 * new line inside quotes begins no row.
 */
export function rowNumbers(text: string): (index: number) => number {
  const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { skipEmptyLines: false })
  const filled = data.flatMap((row, i) => (row.some((value) => value.trim() !== '') ? [i + 1] : []))
  return (index) => filled[index + 1] ?? index + 2
}

/**
 * What is wrong with a file's rows as such, a line each: too few or too many values. A quote that is never closed swallows every
 * row behind it, so of such a file that alone is said.
 */
export function brokenRows(text: string, errors: readonly Papa.ParseError[]): string[] {
  // Papa counts the rows of these two otherwise: as the file has them, and behind the header without blank ones.
  const quote = errors.find(({ type }) => type === 'Quotes')
  if (quote) return [`row ${(quote.row ?? 0) + 1}: ${quote.message}`]
  const rowNo = rowNumbers(text)
  return errors.flatMap(({ type, row, message }) =>
    type === 'FieldMismatch' ? [`row ${rowNo(row ?? 0)}: ${message}`] : [],
  )
}

const bad = (problems: string[]): { is: 'bad'; problems: string[] } => ({ is: 'bad', problems })

interface Row {
  statement: string
  partner: string
  person: string
  answer: MatrixAnswer | undefined
  question: string
  session: string
  problem?: string
}

function readRow(row: Record<string, string>, line: number, scale: number): Row {
  const at = (name: string) => (row[name] ?? '').trim()
  const read = {
    statement: at('statement'),
    partner: at('partner'),
    person: at('person'),
    question: at('question').toLowerCase(),
    session: at('session'),
  }
  const blank = NEEDED.find((name) => name !== 'answer' && at(name) === '')
  const answer = readAnswer(at('answer'), scale)
  const problem = blank
    ? `row ${line}: ${blank} is empty`
    : answer === 'odd'
      ? `row ${line}: answer ${at('answer')} is outside 1..${scale}`
      : read.question !== '' && read.question !== 'is' && read.question !== 'should'
        ? `row ${line}: question ${at('question')} is neither is nor should`
        : undefined
  return { ...read, answer: answer === 'odd' ? undefined : answer, problem }
}

function readAnswer(typed: string, scale: number): MatrixAnswer | undefined | 'odd' {
  if (typed === '') return undefined
  const word = typed.toLowerCase()
  if (word === 'unsure' || word === 'remit') return word
  const point = /^\d+$/.test(typed) ? Number(typed) : Number.NaN
  return point >= 1 && point <= scale ? point : 'odd'
}

function matrixOf(rows: readonly Row[], scale: number, voice: Voice): Matrix {
  const unique = (values: string[]) => [...new Set(values)]
  // A person is one within a partner: two organisations may both have a "1".
  const answers = rows.flatMap(({ statement, partner, person, answer }): LongAnswer[] =>
    answer === undefined ? [] : [{ statement, partner, person: `${partner}\u0000${person}`, answer }],
  )
  const partners = unique(rows.map(({ partner }) => partner)).map((id) => ({ id, label: id }))
  const statements = unique(rows.map(({ statement }) => statement)).map((id) => ({ id, text: id }))
  return makeMatrix({ scale, voice, partners, statements, answers })
}
