import type { Voice } from '#server/vocabulary/rating-scale.ts'

/** What one person answered to one statement: a point of the scale from 1, "unsure", or "not my remit". */
export type MatrixAnswer = number | 'unsure' | 'remit'

/** One answer, as the tables or a file hold it. */
export interface LongAnswer {
  readonly statement: string
  readonly partner: string
  readonly person: string
  readonly answer: MatrixAnswer
}

/** Who answered what: the one input of the analysis. `answers[statement][person]` holds 0 for no answer, see the codes. */
export interface Matrix {
  /** How many points the scale has: 2 or more; the points are 1..scale. */
  readonly scale: number
  readonly voice: Voice
  /** `members`: how many people the partner has in all, where it said so. */
  readonly partners: readonly { id: string; label: string; members?: number | null }[]
  readonly statements: readonly { id: string; text: string }[]
  /** For each person, which partner they speak for, as an index. */
  readonly partnerOf: readonly number[]
  /** Each person's name in the data, in the order of `partnerOf`: to find them again in another round. */
  readonly people: readonly string[]
  readonly answers: readonly Int8Array[]
}

export const NO_ANSWER = 0
export const UNSURE = -1
export const REMIT = -2

/**
 * Lays answers out as a matrix. The last answer of a person to a statement wins. Partners and statements that nobody
 * answered stay in: they were asked. Throws on an answer outside the scale, or for an unknown partner or statement.
 * @example makeMatrix({ scale: 5, voice: 'own', partners: [], statements: [], answers: [] }).partnerOf // []
 */
export function makeMatrix(
  given: Omit<Matrix, 'partnerOf' | 'people' | 'answers'> & { answers: readonly LongAnswer[] },
): Matrix {
  const { scale, partners, statements } = given
  const partnerNo = new Map(partners.map(({ id }, i) => [id, i]))
  const statementNo = new Map(statements.map(({ id }, i) => [id, i]))
  const personNo = new Map<string, number>()
  const partnerOf: number[] = []
  for (const { person, partner } of given.answers) {
    const at = partnerNo.get(partner)
    if (at === undefined) throw new RangeError(`there is no partner ${partner}`)
    if (!personNo.has(person)) personNo.set(person, partnerOf.push(at) - 1)
  }
  const answers = statements.map(() => new Int8Array(partnerOf.length))
  for (const { statement, person, answer } of given.answers) {
    const row = answers[statementNo.get(statement) ?? -1]
    if (!row) throw new RangeError(`there is no statement ${statement}`)
    row[personNo.get(person) as number] = codeOf(answer, scale)
  }
  return { scale, voice: given.voice, partners, statements, partnerOf, people: [...personNo.keys()], answers }
}

function codeOf(answer: MatrixAnswer, scale: number): number {
  if (answer === 'unsure') return UNSURE
  if (answer === 'remit') return REMIT
  if (!Number.isInteger(answer) || answer < 1 || answer > scale)
    throw new RangeError(`answer ${answer} is outside 1..${scale}`)
  return answer
}
