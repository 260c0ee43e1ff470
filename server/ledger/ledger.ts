import {
  DIRECTIONS,
  type Direction,
  isLoss,
  type Judgement,
  type LossState,
  VALUE_DIMENSIONS,
  type ValueDimension,
} from '#server/vocabulary/value.ts'

/** One effect on public value, as far as the ledger orders and counts it. */
export interface Effect {
  readonly direction: Direction
  readonly dimension: ValueDimension
  readonly judged: readonly Judgement[]
  readonly lossState: LossState | null
}

/**
 * Whether partners are of two minds: at least one judges that it gave, and at least one that it took.
 * A 0 takes no side. Nobody, or one partner alone, disputes nothing.
 * @example isDisputed([-2, -1, 1]) // true
 * @example isDisputed([-2, 0]) // false
 */
export const isDisputed = (judged: readonly Judgement[]): boolean =>
  judged.some((one) => one > 0) && judged.some((one) => one < 0)

/** How far apart the two furthest judgements are: 0 to 4; 0 for fewer than two. @example apart([-2, 1]) // 3 */
export const apart = (judged: readonly Judgement[]): number =>
  judged.length < 2 ? 0 : Math.max(...judged) - Math.min(...judged)

/**
 * The order in which the ledger is read: what is disputed first, the furthest apart on top; then losses nobody deals with,
 * losses somebody does, and what was created. Entries that stand alike keep the order they came in.
 */
export function inOrder<E extends Effect>(entries: readonly E[]): E[] {
  return [...entries].sort((a, b) => rank(a) - rank(b) || (rank(a) === 0 ? apart(b.judged) - apart(a.judged) : 0))
}
const LOSS_RANKS: Readonly<Record<LossState, number>> = { open: 1, being_dealt_with: 2, dealt_with: 4 }
const rank = ({ judged, direction, lossState }: Effect): number =>
  isDisputed(judged) ? 0 : isLoss(direction) ? LOSS_RANKS[lossState ?? 'open'] : 3

export type DimensionRow = Readonly<Record<Direction, number>> & { readonly dimension: ValueDimension }

/**
 * How many entries of each direction every dimension has. Counts stand side by side and are never taken off each other: what
 * was created for some does not undo what others lost.
 */
export const byDimension = (entries: readonly Effect[]): DimensionRow[] =>
  VALUE_DIMENSIONS.map((dimension) => ({
    dimension,
    ...(Object.fromEntries(
      DIRECTIONS.map((direction) => [
        direction,
        entries.filter((entry) => entry.dimension === dimension && entry.direction === direction).length,
      ]),
    ) as Record<Direction, number>),
  }))
