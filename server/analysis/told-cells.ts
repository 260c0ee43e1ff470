import { onAxis } from './position.ts'
import type { Cell, Side } from './report.ts'
import { exceeds, ROUNDING, THRESHOLDS } from './thresholds.ts'

/**
 * The middle answer, as a point of the scale: as many stand above as below; between two points when these are the middle.
 * Null when nobody gave a point.
 * @example middleAnswer([0, 0, 1, 2, 0]) // 4
 * @example middleAnswer([0, 0, 1, 1, 0]) // 3.5
 * @example middleAnswer([0, 0]) // null
 */
export function middleAnswer(counts: readonly number[]): number | null {
  const points = counts.flatMap((count, k) => new Array<number>(count).fill(k + 1))
  const half = points.length / 2
  const [low, high] = [points[Math.ceil(half) - 1], points[Math.floor(half)]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}

/** Whether a partner is shown and its people gave more than one answer; that some found it unclear is one. */
export const differs = ({ suppressed, unanimous, n }: Cell) => suppressed === null && !unanimous && n !== null && n > 0

/** A point that fewer gave than found it unclear is no stance of the partner; one alone would be somebody's answer. */
export const isStance = ({ n, unsure }: { n: number; unsure: number }) => n >= 2 && unsure <= n

/** One partner's cell without how its people differ. */
export function cellTold(cell: Cell): Cell {
  const { counts, n, unsure } = cell
  if (counts === null || n === null || unsure === null) return cell
  const middle = middleAnswer(counts)
  if (middle === null || !isStance({ n, unsure }))
    return { ...cell, counts: null, stance: null, side: n === 0 ? cell.side : 'unclear' }
  const at = onAxis(middle, counts.length)
  // On two points a tie can only mean one on either side.
  if (counts.length === 2 && at === 0)
    return { ...cell, counts: null, stance: null, n: null, unsure: null, side: null, suppressed: 'protects-others' }
  const alone = counts.length === 2 ? { stance: null } : { stance: at }
  return { ...cell, ...alone, counts: null, side: sideAt(at) }
}

export const sideAt = (at: number): Side =>
  !exceeds(Math.abs(at), THRESHOLDS.side) ? 'neither' : at > 0 ? 'for' : 'against'

// A side without its words stands in the middle of that side.
export const MIDDLES: Partial<Record<Side, number>> = { for: 0.75, against: -0.75, neither: 0 }

/**
 * Where a partner is told to stand, -1..1: its middle answer, or the middle of its side where that alone is told. Null where
 * it took no stance, or none is told.
 */
export const placeOf = ({ stance, unanimous, side }: Cell): number | null =>
  stance ?? (unanimous && side ? (MIDDLES[side] ?? null) : null)

export type Round = (value: number) => number
/** Of what lies between two steps the one farther from nothing, so that for and against are told alike. */
export const inSteps =
  (steps: number): Round =>
  (value) =>
    (Math.sign(value) * Math.round(Math.abs(value) * steps + ROUNDING)) / steps || 0
/** To a hundredth. */
export const round = inSteps(100)
// Few people’s answers could be worked out from a figure told more exactly than it is known.
export const stepsOf = (differing: number) => (differing < THRESHOLDS.manyDiffering ? 20 : 100)
/** What was kept before a figure was worked out lacks it. */
export const roundOr = (value: number | null | undefined, by: Round = round) => (value == null ? null : by(value))
export const both = (interval: readonly [number, number] | null | undefined, by: Round = round) =>
  interval ? ([by(interval[0]), by(interval[1])] as const) : null
