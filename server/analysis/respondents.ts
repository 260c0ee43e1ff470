import type { Matrix } from './matrix.ts'

/** The people whose answers are compared, laid out flat, sorted by partner: row = person, column = statement. */
export interface Respondents {
  readonly scale: number
  readonly statements: number
  /** Which of the matrix's statements each column is. */
  readonly columns: readonly number[]
  /** How many people each partner has here; partners without any are left out. */
  readonly sizes: readonly number[]
  /** Which of the matrix's partners each group is. */
  readonly partners: readonly number[]
  /** Points, person · statements + column; 0 for none. */
  readonly points: Uint8Array
}

/**
 * Takes out of a matrix everybody who gave at least one point, only where `isShown` says that a partner's answers to a statement
 * may be used. Statements, partners and people stand in an order that depends on the answers alone, so that chance drawn from
 * their seed does the same however the data was ordered and named.
 * @example respondents({ scale: 2, voice: 'own', partners: [], statements: [], partnerOf: [], people: [], answers: [] }).sizes // []
 */
export function respondents(
  matrix: Matrix,
  isShown: (statement: number, partner: number) => boolean = () => true,
): Respondents {
  const columns = statementsInOrder(matrix, isShown)
  const rows = matrix.partners.map(() => [] as Uint8Array[])
  matrix.partnerOf.forEach((partner, person) => {
    const row = new Uint8Array(columns.length)
    for (let at = 0; at < columns.length; at += 1) {
      const s = columns[at] as number
      if (isShown(s, partner)) row[at] = Math.max(0, (matrix.answers[s] as Int8Array)[person] as number)
    }
    if (row.some((point) => point > 0)) rows[partner]?.push(row)
  })
  const groups = rows
    .flatMap((own, partner) => (own.length > 0 ? [{ partner, own: own.sort(byPoints) }] : []))
    .sort((a, b) => a.own.length - b.own.length || byRows(a.own, b.own))
  const sizes = groups.map(({ own }) => own.length)
  const points = new Uint8Array(sizes.reduce((sum, size) => sum + size, 0) * columns.length)
  groups.flatMap(({ own }) => own).forEach((row, i) => points.set(row, i * columns.length))
  const partners = groups.map(({ partner }) => partner)
  return { scale: matrix.scale, statements: columns.length, columns, sizes, partners, points }
}

function statementsInOrder(matrix: Matrix, isShown: (statement: number, partner: number) => boolean): number[] {
  const keyed = matrix.answers.map((row, statement) => {
    const counts = new Array<number>(matrix.scale + 1).fill(0)
    row.forEach((point, person) => {
      if (point > 0 && isShown(statement, matrix.partnerOf[person] as number))
        counts[point] = (counts[point] as number) + 1
    })
    return { statement, counts: Uint8Array.from(counts.flatMap((count) => [count >> 16, count >> 8, count])) }
  })
  return keyed.sort((a, b) => byPoints(a.counts, b.counts)).map(({ statement }) => statement)
}

function byRows(a: readonly Uint8Array[], b: readonly Uint8Array[]): number {
  for (const [i, row] of a.entries()) {
    const order = byPoints(row, b[i] as Uint8Array)
    if (order !== 0) return order
  }
  return 0
}

function byPoints(a: Uint8Array, b: Uint8Array): number {
  for (let s = 0; s < a.length; s += 1) if (a[s] !== b[s]) return (a[s] as number) - (b[s] as number)
  return 0
}

/**
 * The group of every person, in rows' order.
 * @example groupOf([2, 1]) // new Int32Array([0, 0, 1])
 */
export const groupOf = (sizes: readonly number[]): Int32Array =>
  Int32Array.from(sizes.flatMap((size, group) => new Array<number>(size).fill(group)))
