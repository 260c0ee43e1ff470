import { distancesOf } from './bloc-distances.ts'
import { leafOrder } from './leaf-order.ts'
import { averageLinkage } from './linkage.ts'
import type { Matrix } from './matrix.ts'
import { mean } from './position.ts'
import { profilesOf } from './profiles.ts'
import type { PartnerStance, Shown } from './shown.ts'

/** In which order to draw partners and statements, so that like stands beside like. */
export interface MatrixOrder {
  readonly partners: readonly string[]
  readonly statements: readonly string[]
}

// A side without its words is drawn as far out as an answer between "agree" and "strongly agree".
const SIDES = { for: 0.75, against: -0.75, undecided: 0 } as const
// Nothing in common: as far apart as can be.
const FARTHEST = 2

/** Where everybody stands, -1..1; null where that may not be shown. */
export interface Laid {
  readonly partnerIds: readonly string[]
  readonly statementIds: readonly string[]
  readonly byStatement: readonly (readonly (number | null)[])[]
  /** How far apart two partners are, by their places; null where they have nothing in common. */
  readonly partnerGap: (j: number, k: number) => number | null
}

/** The order of a matrix by its partners' distances and stances, as far as both may be shown. */
export function matrixOrder(matrix: Matrix, { tallies, stances }: Shown): MatrixOrder {
  const known = (row: readonly PartnerStance[]) => row.map(({ stance, lean }) => stance ?? (lean && SIDES[lean]))
  const { mean: distances, common } = distancesOf(profilesOf(tallies))
  return orderOf({
    partnerIds: matrix.partners.map(({ id }) => id),
    statementIds: matrix.statements.map(({ id }) => id),
    byStatement: stances.map(known),
    partnerGap: (j, k) => {
      const at = j * matrix.partners.length + k
      return common[at] === 0 ? null : (distances[at] as number)
    },
  })
}

/**
 * The optimal leaf order of partners by their distances and of statements by partners' stances, most in favour first. What may not
 * be shown takes no part: such partners and statements stand last, in the order they came in. Empty lists for nothing.
 */
export function orderOf({ partnerIds, statementIds, byStatement, partnerGap }: Laid): MatrixOrder {
  const places = byStatement.map((row) => Float64Array.from(row, (at) => at ?? Number.NaN))
  const byPartner = partnerIds.map((_, j) => byStatement.map((row) => row[j] ?? null))
  const statementGap = (s: number, t: number) =>
    meanGap(places[s] as Float64Array, places[t] as Float64Array) ?? FARTHEST
  return {
    partners: inOrder(byPartner, (j, k) => partnerGap(j, k) ?? FARTHEST).map((j) => partnerIds[j] as string),
    statements: inOrder(byStatement, statementGap).map((s) => statementIds[s] as string),
  }
}

/** The mean distance of two rows where both are known (unknown is NaN); null where nowhere is. */
export function meanGap(one: Float64Array, other: Float64Array): number | null {
  let [sum, both] = [0, 0]
  for (let j = 0; j < one.length; j += 1) {
    const gap = Math.abs((one[j] as number) - (other[j] as number))
    if (Number.isNaN(gap)) continue
    sum += gap
    both += 1
  }
  return both === 0 ? null : sum / both
}

function inOrder(rows: readonly (readonly (number | null)[])[], gap: (a: number, b: number) => number): number[] {
  const centres = rows.map((row) => mean(row.filter((value) => value !== null)))
  const used = centres.flatMap((centre, i) => (centre === null ? [] : [i]))
  const distances = used.flatMap((a) => used.map((b) => (a === b ? 0 : gap(a, b))))
  const weights = used.map((i) => centres[i] as number)
  const order = leafOrder(averageLinkage(distances, used.length), distances, weights).map((at) => used[at] as number)
  return [...order, ...centres.flatMap((centre, i) => (centre === null ? [i] : []))]
}
