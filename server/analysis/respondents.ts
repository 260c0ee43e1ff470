import type { Matrix } from './matrix.ts'

/** The people whose answers are compared, laid out flat, sorted by partner: row = person, column = statement. */
export interface Respondents {
  readonly scale: number
  readonly statements: number
  /** How many people each partner has here; partners without any are left out. */
  readonly sizes: readonly number[]
  /** Which of the matrix's partners each group is. */
  readonly partners: readonly number[]
  /** Points, person · statements + statement; 0 for none. */
  readonly points: Uint8Array
}

/**
 * Takes out of a matrix everybody who gave at least one point on the statements that count, only where `isShown` says that a
 * partner's answers to a statement may be used. Within a partner people stand in an order that depends on their answers alone,
 * so that chance drawn from a seed does the same however the data was ordered.
 * @example respondents({ scale: 2, voice: 'own', partners: [], statements: [], partnerOf: [], people: [], answers: [] }).sizes // []
 */
export function respondents(
  matrix: Matrix,
  isShown: (statement: number, partner: number) => boolean = () => true,
): Respondents {
  const statements = matrix.statements.length
  const rows = matrix.partners.map(() => [] as Uint8Array[])
  matrix.partnerOf.forEach((partner, person) => {
    const row = Uint8Array.from({ length: statements }, (_, s) =>
      isShown(s, partner) ? Math.max(0, (matrix.answers[s] as Int8Array)[person] as number) : 0,
    )
    if (row.some((point) => point > 0)) rows[partner]?.push(row)
  })
  const partners = rows.flatMap((own, partner) => (own.length > 0 ? [partner] : []))
  const groups = partners.map((partner) => (rows[partner] as Uint8Array[]).sort(byPoints))
  const points = new Uint8Array(groups.reduce((sum, own) => sum + own.length, 0) * statements)
  groups.flat().forEach((row, i) => points.set(row, i * statements))
  return { scale: matrix.scale, statements, sizes: groups.map((own) => own.length), partners, points }
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
