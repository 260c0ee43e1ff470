import { gapOn, pairDistance } from './pair-distance.ts'
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

const FURTHEST = 3

/**
 * The (at most three) statements that make most of a distance, the farthest first; of as far ones the earlier. What isn't a number
 * takes no part.
 * @example furthestOf(3, (statement) => [0.1, 0, 0.2][statement] ?? 0) // [{ statement: 2, distance: 0.2 }, { statement: 0, distance: 0.1 }]
 */
export function furthestOf(
  statements: number,
  gapOf: (statement: number) => number,
): { statement: number; distance: number }[] {
  const found: { statement: number; distance: number }[] = []
  for (let statement = 0; statement < statements; statement += 1) {
    const distance = gapOf(statement)
    const least = found.length < FURTHEST ? 1e-12 : (found[FURTHEST - 1] as { distance: number }).distance
    if (!(distance > least)) continue
    const before = found.findIndex((gap) => gap.distance < distance)
    found.splice(before < 0 ? found.length : before, 0, { statement, distance })
    found.length = Math.min(found.length, FURTHEST)
  }
  return found
}

/** On how many statements both take a side, the same or opposite ones. */
function waysOf({ leans }: PairsAsked, j: number, k: number): { sameWay: number; opposite: number } {
  let [sameWay, opposite] = [0, 0]
  for (const row of leans) {
    const [a, b] = [row[j], row[k]]
    if (!a || !b || a === 'undecided' || b === 'undecided') continue
    if (a === b) sameWay += 1
    else opposite += 1
  }
  return { sameWay, opposite }
}

function pairOf(asked: PairsAsked, j: number, k: number): PairReport | null {
  const { profiles, partnerIds, statementIds } = asked
  const found = pairDistance(profiles, j, k)
  if (found.common === 0) return null
  const told = enoughInCommon(found.common, profiles.statements)
  const isSideAlone = (statement: number) => asked.isSideAlone(statement, j) || asked.isSideAlone(statement, k)
  return {
    partnerIds: [partnerIds[j] as string, partnerIds[k] as string],
    statementsInCommon: found.common,
    tooLittleInCommon: !told,
    singleVoice: found.unbiased === null,
    distance: told ? (found.unbiased ?? found.plugIn) : null,
    plugIn: told ? found.plugIn : null,
    unbiasedOver: found.unbiasedOver,
    points: told ? found.points : null,
    ...waysOf(asked, j, k),
    furthest: furthestOf(profiles.statements, (statement) => gapOn(profiles, statement, j, k)).map(
      ({ statement, distance }) => ({
        statementId: statementIds[statement] as string,
        distance: isSideAlone(statement) ? null : distance,
      }),
    ),
  }
}
