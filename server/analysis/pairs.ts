import { gapsBetween, pairDistance } from './pair-distance.ts'
import type { Profiles } from './profiles.ts'
import type { Lean } from './stance-interval.ts'
import { THRESHOLDS } from './thresholds.ts'

/** Two partners side by side, over the statements on which both may be shown. Absent is null. */
export interface PairReport {
  readonly partnerIds: readonly [string, string]
  readonly statementsInCommon: number
  /** Fewer in common than max(5, 30 %): nothing is said of their distance. */
  readonly tooLittleInCommon: boolean
  /** Nowhere have both two people: the distance is plain, and too large. */
  readonly singleVoice: boolean
  /** Mean energy distance, about 0 (no farther apart than colleagues) .. 1 (opposite ends). */
  readonly distance: number | null
  readonly plugIn: number | null
  readonly unbiasedOver: number | null
  /** Mean distance in points of the scale: "1.3 points apart". */
  readonly points: number | null
  /** On how many of the common statements both lean the same way, and opposite ways. */
  readonly sameWay: number
  readonly opposite: number
  /** The (at most three) statements that make most of the distance; the figure is null where either side is only told as a side. */
  readonly furthest: readonly { readonly statementId: string; readonly distance: number | null }[]
}

export interface PairsAsked {
  readonly profiles: Profiles
  readonly partnerIds: readonly string[]
  readonly statementIds: readonly string[]
  /** `leans[statement][partner]`; null where nothing is known or shown. */
  readonly leans: readonly (readonly (Lean | null)[])[]
  /** Cells of which only the side is told: their figures stay out of `furthest`. */
  readonly isSideAlone: (statement: number, partner: number) => boolean
}

/** Every two partners that share a statement, in the order of partners; none when no two do. Blank cells take no part. */
export function pairsOf(asked: PairsAsked): PairReport[] {
  const { partners } = asked.profiles
  const pairs: PairReport[] = []
  for (let j = 0; j < partners; j += 1) {
    for (let k = j + 1; k < partners; k += 1) {
      const pair = pairOf(asked, j, k)
      if (pair) pairs.push(pair)
    }
  }
  return pairs
}

/**
 * Whether two partners have enough statements in common to be compared: at least 5, and 30 % of all.
 * @example enoughInCommon(5, 10) // true
 * @example enoughInCommon(4, 4) // false
 * @example enoughInCommon(5, 20) // false
 */
export const enoughInCommon = (common: number, statements: number): boolean =>
  common >= Math.max(THRESHOLDS.fewestCommon, THRESHOLDS.leastCommon * statements - 1e-9)

function pairOf(asked: PairsAsked, j: number, k: number): PairReport | null {
  const { profiles, partnerIds, statementIds, leans } = asked
  const found = pairDistance(profiles, j, k)
  if (found.common === 0) return null
  const gaps = gapsBetween(profiles, j, k)
  const leaning = gaps.map(({ statement }) => [leans[statement]?.[j], leans[statement]?.[k]] as const)
  const takeSides = leaning.filter(([a, b]) => a && b && a !== 'undecided' && b !== 'undecided')
  const told = enoughInCommon(found.common, profiles.statements)
  return {
    partnerIds: [partnerIds[j] as string, partnerIds[k] as string],
    statementsInCommon: found.common,
    tooLittleInCommon: !told,
    singleVoice: found.unbiased === null,
    distance: told ? (found.unbiased ?? found.plugIn) : null,
    plugIn: told ? found.plugIn : null,
    unbiasedOver: found.unbiasedOver,
    points: told ? found.points : null,
    sameWay: takeSides.filter(([a, b]) => a === b).length,
    opposite: takeSides.filter(([a, b]) => a !== b).length,
    furthest: gaps
      .filter(({ distance }) => distance > 1e-12)
      .sort((a, b) => b.distance - a.distance || a.statement - b.statement)
      .slice(0, 3)
      .map(({ statement, distance }) => ({
        statementId: statementIds[statement] as string,
        distance: asked.isSideAlone(statement, j) || asked.isSideAlone(statement, k) ? null : distance,
      })),
  }
}
