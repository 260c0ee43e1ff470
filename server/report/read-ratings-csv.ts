import Papa from 'papaparse'
import { type LongAnswer, type Matrix, type MatrixAnswer, makeMatrix } from '#server/analysis/matrix.ts'
import type { Voice } from '#server/vocabulary/rating-scale.ts'
import { inOneLine } from './report-words.ts'

/** A file read, or every problem in it by row (the header is row 1). */
export type ReadFile<T> = { is: 'read'; value: T } | { is: 'bad'; problems: string[] }

const NEEDED = ['statement', 'partner', 'person', 'answer'] as const

/** One session of a file, with its answers to each question. */
export interface SessionRatings {
  /** Its name; empty where the file names no sessions. */
  readonly session: string
  /** Which question is the one the report is about; null where the session names none. */
  readonly question: 'should' | 'is' | null
  readonly matrix: Matrix
  /** The answers to "is it our focus now?", where both questions were asked and none of them chosen. */
  readonly is: Matrix | null
}

/** What is read of a file: one session, the one before it in the file, and the names of all. */
export interface Ratings {
  readonly now: SessionRatings
  readonly before: SessionRatings | null
  readonly sessions: readonly string[]
}

interface Wanted {
  readonly scale: number
  readonly voice: Voice
  readonly question?: string
  readonly session?: string
}

/** The same as `readRatings`, of one question and one session alone. */
export function readRatingsCsv(text: string, wanted: Wanted): ReadFile<Matrix> {
  const read = readRatings(text, wanted)
  return read.is === 'bad' ? read : { is: 'read', value: read.value.now.matrix }
}

/**
 * Reads ratings in long form: `statement,partner,person,answer[,question][,session]`, one a row. An answer is 1..scale,
 * `unsure`, `remit` or empty. Either every row names its session or none does; with a named voice each partner has one answer, of one
 * person, who may have changed it in a later row. The session is the one asked for, else the last to come up in the file. The question is the one
 * asked for; else "should", which rows that name none answer too, with "is" beside it; and "is" where it alone was asked.
 */
export function readRatings(given: string, { scale, voice, question, session }: Wanted): ReadFile<Ratings> {
  const text = plainText(given)
  const tidy = (name: string) => name.trim().toLowerCase()
  const twice = headerTwice(text, tidy)
  if (twice) return bad([twice])
  const parsed = Papa.parse<Record<string, string>>(text, {
    header: true,
    skipEmptyLines: 'greedy',
    transformHeader: tidy,
  })
  const missing = NEEDED.filter((name) => !parsed.meta.fields?.includes(name))
  if (missing.length > 0) return bad([`row 1: the header lacks ${missing.join(', ')}`])
  if (parsed.data.length === 0) return bad(['the file has no answers'])
  const rowNo = rowNumbers(text)
  const sessions = [...new Set(parsed.data.map((row) => (row.session ?? '').trim()))]
  const wanted = session ?? sessions[sessions.length - 1] ?? ''
  const rows = parsed.data.map((row, i) => readRow(row, rowNo(i), scale))
  // Joined, not handed over one by one: more than some hundred thousand arguments no call can take.
  const problems = brokenRows(text, parsed.errors).concat(
    rows.flatMap(({ problem }) => problem ?? []),
    withoutSession(rows, rowNo),
    voice === 'named' ? secondVoices(rows, rowNo) : [],
  )
  if (problems.length > 0) return bad(problems)
  const at = sessions.indexOf(wanted)
  const ratingsOf = (name: string | undefined) =>
    name === undefined
      ? null
      : sessionRatings(
          rows.filter((row) => row.session === name),
          { scale, voice, question },
        )
  const now = ratingsOf(sessions[at])
  if (!now) return bad(['the file has no answers to this question in this session'])
  // Only the same question can have changed.
  const before = ratingsOf(sessions[at - 1])
  const isSame = question !== undefined || (before?.question === 'is') === (now.question === 'is')
  return {
    is: 'read',
    value: { now, before: isSame ? before : null, sessions: sessions.filter((name) => name !== '') },
  }
}

/** Rows that name no session where others do: they would be a session of their own, that nobody held. */
function withoutSession(rows: readonly Row[], rowNo: (index: number) => number): string[] {
  if (rows.every(({ session }) => session === '')) return []
  return rows.flatMap(({ session }, i) =>
    session === '' ? [`row ${rowNo(i)}: session is empty, and other rows name theirs`] : [],
  )
}

/** Answers of a partner that another of its people has given already: with one voice each, nobody knows which is the agreed one. */
function secondVoices(rows: readonly Row[], rowNo: (index: number) => number): string[] {
  const first = new Map<string, { person: string; line: number }>()
  return rows.flatMap(({ session, question, statement, partner, person, answer }, i) => {
    if (answer === undefined) return []
    const asked = [session, question === 'is' ? 'is' : 'should', statement, partner].join('\u0000')
    const heard = first.get(asked)
    if (!heard) first.set(asked, { person, line: rowNo(i) })
    return !heard || heard.person === person
      ? []
      : [`row ${rowNo(i)}: ${inOneLine(partner)} gave its one answer to this statement in row ${heard.line}`]
  })
}

function sessionRatings(rows: readonly Row[], { scale, voice, question }: Wanted): SessionRatings | null {
  const named = new Set(rows.map((row) => row.question))
  const isUnnamed = named.size === 1 && named.has('')
  const is = rows.filter((row) => row.question === 'is' || (question === 'is' && isUnnamed))
  const should = rows.filter((row) => row.question !== 'is')
  const chosen = question === 'is' || (question === undefined && should.length === 0) ? is : should
  const session = rows[0]?.session ?? ''
  if (chosen.length === 0) return null
  // Whoever was asked the one question was asked the other.
  const partners = unique(rows.map(({ partner }) => partner))
  const matrix = (own: readonly Row[]) => matrixOf(own, partners, scale, voice)
  return {
    session,
    question: isUnnamed ? null : chosen === is ? 'is' : 'should',
    matrix: matrix(chosen),
    is: question === undefined && chosen === should && is.length > 0 ? matrix(is) : null,
  }
}

/** A file's text without a byte order mark, and each line ended alike: a header may come from another program than the rows. */
export const plainText = (text: string): string => text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')

/** A whole number as it is mostly written: programs that know no empty number write 5.0. */
export const asWhole = (typed: string): string => typed.replace(/^(-?\d+)\.0+$/, '$1')

/**
 * What is wrong with a header that names a column twice, for then nobody knows which is meant; undefined when none does.
 * Looked at first: Papa renames such columns, and says so on the console.
 */
export function headerTwice(text: string, tidy = (name: string) => name): string | undefined {
  const [header = []] = Papa.parse<string[]>(text, { preview: 1 }).data
  const names = header.map(tidy)
  const name = names.find((one, at) => one !== '' && names.indexOf(one) !== at)
  return name === undefined ? undefined : `row 1: the header has ${inOneLine(name)} twice`
}

/**
 * The row of the file that each data row stands in: the header is row 1, and blank rows count, as a spreadsheet counts them. A
 * new line inside quotes begins no row.
 */
export function rowNumbers(text: string): (index: number) => number {
  const { data } = Papa.parse<string[]>(text, { skipEmptyLines: false })
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
      ? `row ${line}: answer ${inOneLine(at('answer'))} is outside 1..${scale}`
      : read.question !== '' && read.question !== 'is' && read.question !== 'should'
        ? `row ${line}: question ${inOneLine(at('question'))} is neither is nor should`
        : undefined
  return { ...read, answer: answer === 'odd' ? undefined : answer, problem }
}

function readAnswer(typed: string, scale: number): MatrixAnswer | undefined | 'odd' {
  if (typed === '') return undefined
  const word = typed.toLowerCase()
  if (word === 'unsure' || word === 'remit') return word
  const whole = asWhole(typed)
  const point = /^\d+$/.test(whole) ? Number(whole) : Number.NaN
  return point >= 1 && point <= scale ? point : 'odd'
}

const unique = (values: readonly string[]) => [...new Set(values)]

function matrixOf(rows: readonly Row[], asked: readonly string[], scale: number, voice: Voice): Matrix {
  // A person is one within a partner: two organisations may both have a "1".
  const answers = rows.flatMap(({ statement, partner, person, answer }): LongAnswer[] =>
    answer === undefined ? [] : [{ statement, partner, person: `${partner}\u0000${person}`, answer }],
  )
  const partners = asked.map((id) => ({ id, label: id }))
  const statements = unique(rows.map(({ statement }) => statement)).map((id) => ({ id, text: id }))
  return makeMatrix({ scale, voice, partners, statements, answers })
}
