import type { StatementId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import {
  ANSWERS_TO,
  type Answer,
  PAPER_QUESTIONS,
  type PaperQuestion,
  type Question,
} from '#server/vocabulary/rating-scale.ts'
import type { Printed } from './versions.ts'

/** The name of a cell: a statement's id, with a question when it is not "should". */
export type CellKey = string
export type Answers = Readonly<Record<CellKey, Answer>>

/** What one key fills in: an answer to one question about one statement. `no` counts the cells. */
export interface Cell {
  readonly key: CellKey
  readonly no: number
  readonly statementId: StatementId
  readonly statementNo: number
  readonly text: string
  readonly question: PaperQuestion
  /** Whether these words are still asked: what is typed here otherwise is left out. */
  readonly counts: boolean
}

export const keyOf = (statementId: string, question: Question = 'should'): CellKey =>
  question === 'should' ? statementId : `${statementId} ${question}`

/** The cells of a sheet in the order they are typed: what is asked of each statement, one after another. */
export function cellsOf(statements: readonly Printed[], asked: readonly Question[]): Cell[] {
  const questions = PAPER_QUESTIONS.filter((question) => asked.includes(question))
  return statements
    .flatMap(({ id, no, text, counts }) =>
      questions.map((question) => ({ statementId: id, statementNo: no, text, question, counts })),
    )
    .map((cell, i) => ({ ...cell, key: keyOf(cell.statementId, cell.question), no: i + 1 }))
}

/** Whether an answer can be given in a cell: what is now agreed is nobody's remit. */
export const fits = (answer: Answer, { question }: Pick<Cell, 'question'>): boolean =>
  ANSWERS_TO[question].includes(answer)

/** What is typed of one sheet so far: its number, its version, the letters of its organisation, and its answers by cell. */
export interface Row {
  readonly no: string
  readonly version: string
  readonly letters: string
  readonly answers: Answers
}
export const emptyRow = (no = '', version = ''): Row => ({ no, version, letters: '', answers: {} })

const KEYS: Readonly<Record<string, Answer>> = {
  '1': -2,
  '2': -1,
  '3': 0,
  '4': 1,
  '5': 2,
  '0': 'unclear',
  '-': 'remit',
  // What some keyboards make of a hyphen.
  '–': 'remit',
  '−': 'remit',
}
const SIGNS = new Map<Answer, string>([
  [-2, '1'],
  [-1, '2'],
  [0, '3'],
  [1, '4'],
  [2, '5'],
  ['unclear', '0'],
  ['remit', '–'],
])

/** The answer that a key stands for; undefined for a key that stands for none. */
export const answerOf = (key: string): Answer | undefined => KEYS[key]

/** The sign that an answer has on paper and in the row; '' for none. */
export const signOf = (answer: Answer | undefined): string => (answer === undefined ? '' : (SIGNS.get(answer) ?? ''))

/**
 * The one sign that was added to a field which showed `shown`, wherever the caret stood. The same sign typed over itself
 * counts as typed; '' when nothing is left.
 * @example typedOver('5', '52') // '2'
 * @example typedOver('5', '25') // '2'
 */
export function typedOver(shown: string, value: string): string {
  const at = value.length > 1 && shown ? value.indexOf(shown) : -1
  const added = at < 0 ? value : value.slice(0, at) + value.slice(at + shown.length)
  return [...added].at(-1) ?? ''
}

/** The answers with one of them set, or left blank. */
export function withAnswer(answers: Answers, key: CellKey, answer: Answer | undefined): Answers {
  const others = Object.entries(answers).filter(([had]) => had !== key)
  return Object.fromEntries(answer === undefined ? others : [...others, [key, answer]])
}

interface Lettered {
  readonly id: string
  readonly initials: string
}
const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase()

/** The organisation whose letters these are, in any case; undefined for none. */
export const partnerOf = <P extends Lettered>(letters: string, partners: readonly P[]): P | undefined =>
  partners.find(({ initials }) => same(initials, letters))

/** Whether no more letters can follow: they are one organisation's, and no other's begin with them. */
export const isWhole = (letters: string, partners: readonly Lettered[]): boolean =>
  partnerOf(letters, partners) !== undefined &&
  partners.filter(({ initials }) => initials.toLowerCase().startsWith(letters.trim().toLowerCase())).length === 1

export type Lacking = 'needsNumber' | 'needsVersion' | 'needsPartner' | 'needsAnswer'

/** What keeps a row from being a sheet; undefined when it is one. Statements may be left blank, all of them not. */
export function lackOf(
  row: Row,
  partners: readonly Lettered[],
  asked: readonly CellKey[],
  newest: number,
): Lacking | undefined {
  const no = Number(row.no)
  if (!/^\d{1,4}$/.test(row.no.trim()) || no < 1 || no > LIMITS.sheetNo) return 'needsNumber'
  if (versionOf(row, newest) === undefined) return 'needsVersion'
  if (!partnerOf(row.letters, partners)) return 'needsPartner'
  return blanksOf(row, asked) === asked.length ? 'needsAnswer' : undefined
}

/** Of which version a sheet is: the newest where none was typed, undefined where there is no such version. */
export function versionOf({ version }: Pick<Row, 'version'>, newest: number): number | undefined {
  const no = version === '' ? newest : Number(version)
  return no >= 1 && no <= newest ? no : undefined
}

/** How many of the cells asked are left blank. */
export const blanksOf = (row: Row, asked: readonly CellKey[]): number =>
  asked.filter((id) => row.answers[id] === undefined).length

/** The number after the highest one that is taken, which the next sheet most likely gets. */
export const nextNo = (taken: readonly number[]): string => String(Math.max(0, ...taken) + 1)

/** What a cell is called beside its statement's number: 3, or 3a and 3b where both questions are asked. */
export const numberOf = (statementNo: number, question: PaperQuestion, both: boolean): string =>
  both ? `${statementNo}${question === 'is' ? 'a' : 'b'}` : `${statementNo}`
