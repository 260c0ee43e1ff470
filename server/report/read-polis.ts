import Papa from 'papaparse'
import { type LongAnswer, type Matrix, makeMatrix } from '#server/analysis/matrix.ts'
import { asWhole, brokenRows, headerTwice, plainText, type ReadFile, rowNumbers } from './read-ratings-csv.ts'
import { inOneLine } from './report-words.ts'

export interface PolisFiles {
  readonly votes: string
  readonly comments: string
  readonly summary?: string
}

/** A Polis conversation: its matrix on two points (1 disagree, 2 agree; a pass is "unsure"), and who it was about. */
export interface PolisConversation {
  readonly matrix: Matrix
  readonly topic: string
  readonly url: string
  /** People without a group (Polis groups only those with enough votes): they speak for no partner and are left out. */
  readonly ungrouped: number
}

const VOTES: Record<string, LongAnswer['answer'] | undefined> = { '1': 2, '-1': 1, '0': 'unsure', '': undefined }

/**
 * Reads a Polis export: `participants-votes.csv` (1 agree, -1 disagree, 0 pass, empty not seen), `comments.csv` (the words)
 * and `summary.csv` (topic). Partners are the values of `column` ("group-id" unless told otherwise). Statements are the
 * matrix's own columns; those that comments.csv doesn't know keep their number as words. A row with too few or too many values
 * is a problem, never read in part.
 */
export function readPolis(given: PolisFiles, column = 'group-id'): ReadFile<PolisConversation> {
  const [votes, comments, summary] = [given.votes, given.comments, given.summary ?? ''].map(plainText) as [
    string,
    string,
    string,
  ]
  const files = { 'participants-votes.csv': votes, 'comments.csv': comments, 'summary.csv': summary }
  for (const [file, text] of Object.entries(files)) {
    if (text.includes('\0')) return { is: 'bad', problems: [`${file} holds a NUL, which no table can keep`] }
    // A summary has no header.
    const twice = file === 'summary.csv' ? undefined : headerTwice(text)
    if (twice) return { is: 'bad', problems: [`${file} ${twice}`] }
  }
  const people = parsed(votes)
  const fields = people.meta.fields ?? []
  if (!fields.includes('participant'))
    return { is: 'bad', problems: ['participants-votes.csv row 1: the header lacks participant'] }
  if (!fields.includes(column))
    return { is: 'bad', problems: [`participants-votes.csv row 1: the header lacks ${inOneLine(column)}`] }
  if (people.data.length === 0) return { is: 'bad', problems: ['participants-votes.csv has no people'] }
  const errorsIn = {
    'participants-votes.csv': people.errors,
    'comments.csv': parsed(comments).errors,
    'summary.csv': summaryRows(summary).errors,
  }
  const problems = Object.entries(files).flatMap(([file, text]) =>
    brokenRows(text, errorsIn[file as keyof typeof files]).map((problem) => `${file} ${problem}`),
  )
  // Behind a quote that is never closed no row is what it was.
  if (
    Object.values(errorsIn)
      .flat()
      .some(({ type }) => type === 'Quotes')
  )
    return { is: 'bad', problems }
  const words = wordsOf(comments)
  if (!words) problems.push('comments.csv row 1: the header lacks comment-id or comment-body')

  const asked = fields.filter((name) => /^\d+$/.test(name) && name !== column)
  const rowNo = rowNumbers(votes)
  for (const problem of twiceThere(people.data, rowNo)) problems.push(problem)
  const groupOf = (row: Record<string, string>) => {
    const group = (row[column] ?? '').trim()
    return column === 'group-id' ? asWhole(group) : group
  }
  const grouped = people.data.filter((row) => groupOf(row) !== '')
  const answers = people.data.flatMap((row, i) =>
    asked.flatMap((statement): LongAnswer[] => {
      const vote = asWhole((row[statement] ?? '').trim())
      const answer = Object.hasOwn(VOTES, vote) ? VOTES[vote] : undefined
      if (answer === undefined && vote !== '')
        problems.push(`participants-votes.csv row ${rowNo(i)}: vote ${inOneLine(vote)} is none of 1, -1, 0`)
      const partner = groupOf(row)
      return answer === undefined || partner === '' ? [] : [{ statement, partner, person: `${i}`, answer }]
    }),
  )
  if (problems.length > 0) return { is: 'bad', problems }
  const groups = [...new Set(grouped.map(groupOf))].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  const partners = groups.map((id) => ({ id, label: column === 'group-id' ? `Group ${id}` : id }))
  const statements = asked.map((id) => ({ id, text: words?.get(id) ?? `Statement ${id}` }))
  const matrix = makeMatrix({ scale: 2, voice: 'own', partners, statements, answers })
  return { is: 'read', value: { matrix, ...aboutOf(summary), ungrouped: people.data.length - grouped.length } }
}

/** Rows of somebody who stands in an earlier row: their votes would count as those of two people. */
function twiceThere(people: readonly Record<string, string>[], rowNo: (index: number) => number): string[] {
  const first = new Map<string, number>()
  return people.flatMap((row, i) => {
    const participant = asWhole((row.participant ?? '').trim())
    const line = first.get(participant)
    if (participant === '') return []
    if (line === undefined) first.set(participant, rowNo(i))
    return line === undefined
      ? []
      : [`participants-votes.csv row ${rowNo(i)}: participant ${inOneLine(participant)} stands in row ${line} already`]
  })
}

const parsed = (text: string) => Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: 'greedy' })

function wordsOf(comments: string): Map<string, string> | undefined {
  const { data, meta } = parsed(comments)
  if (!meta.fields?.includes('comment-id') || !meta.fields.includes('comment-body')) return undefined
  return new Map(data.map((row) => [(row['comment-id'] ?? '').trim(), (row['comment-body'] ?? '').trim()]))
}

const summaryRows = (text: string) => Papa.parse<string[]>(text, { skipEmptyLines: true, delimiter: ',' })

function aboutOf(summary: string): { topic: string; url: string } {
  const rows = new Map(summaryRows(summary).data.map(([name, value]) => [name, value ?? '']))
  return { topic: rows.get('topic')?.trim() ?? '', url: rows.get('url')?.trim() ?? '' }
}
