import { type Basis, basisOf, groupHidden } from './basis.ts'
import { onAxis } from './position.ts'
import type { Cell } from './report.ts'
import { inOrderOfAnswers, type PartnerTally, type Tally } from './tally.ts'
import { THRESHOLDS } from './thresholds.ts'

/**
 * What may be told of one statement's answers. Every figure, and the kind, is computed from this alone, so that none can tell
 * more: whoever holds the whole report can work back to this and no further.
 */
export interface Told {
  readonly basis: Basis
  /** For what tells partners apart: those shown, and the hidden ones too where nobody could say which is which. */
  readonly apart: Tally
  /** For the network's totals, each partner counting one: hidden ones that can't be told apart stand together, as many times as they are. */
  readonly together: Tally
  /** The same for counting people: those that stand together, once. */
  readonly once: Tally
}

/** Tells what may be told: `cells` are the statement's, in the tally's order; less where only totals will be made of it. */
export function told(all: Tally, cells: readonly Cell[], isOfTotals = false): Told {
  const laid = inTheMiddle(all, cells)
  const groups = groupHidden(all, cells, isOfTotals)
  const isApart = (j: number) => !groups.together.includes(j) && !groups.silent.includes(j)
  const apart = laid.filter((_, j) => isApart(j))
  const rest = groups.together.map((j) => laid[j] as PartnerTally)
  const inOrder = inOrderOfAnswers(apart)
  if (rest.length === 0) return { basis: basisOf(groups), apart: inOrder, together: inOrder, once: inOrder }
  const pool = poolOf(rest)
  return {
    basis: basisOf(groups),
    apart: inOrder,
    together: inOrderOfAnswers([...apart, ...rest.map(() => shareOf(pool, rest.length))]),
    once: inOrderOfAnswers([...apart, pool]),
  }
}

/** Every partner's answers, with one of which the side alone is told in the middle of that side; on half points where one is. */
function inTheMiddle(all: Tally, cells: readonly Cell[]): Tally {
  const middles = all.map((partner, j) => sideAlone(partner, cells[j] as Cell))
  if (middles.every((middle) => middle === null)) return all
  return all.map((partner, j) => onHalves(partner, middles[j] ?? null))
}

/**
 * Where to lay a partner of which the side alone is told: the middle of that side's points, 1..scale; null for any other
 * partner, and where the side is one point anyway.
 */
export function sideAlone({ counts, n }: PartnerTally, cell: Cell): number | null {
  if (!cell.unanimous || cell.counts !== null || n === 0) return null
  const points = pointsOnSide(counts.findIndex((count) => count > 0) + 1, counts.length)
  return points.length > 1 ? ((points[0] as number) + (points.at(-1) as number)) / 2 : null
}

/**
 * The points of a scale on the same side of the middle as `point`.
 * @example pointsOnSide(5, 5) // [4, 5]
 * @example pointsOnSide(3, 5) // [3]
 */
export function pointsOnSide(point: number, scale: number): number[] {
  const side = (at: number) => (Math.abs(onAxis(at, scale)) <= THRESHOLDS.side ? 0 : Math.sign(onAxis(at, scale)))
  return Array.from({ length: scale }, (_, k) => k + 1).filter((at) => side(at) === side(point))
}

/** A tally on a scale with the half points between: every distance, as a share of the scale's width, stays what it was. */
export function onHalves({ counts, ...partner }: PartnerTally, all: number | null): PartnerTally {
  const halves = new Array<number>(2 * counts.length - 1).fill(0)
  counts.forEach((count, k) => {
    const at = all === null ? 2 * k : 2 * (all - 1)
    halves[at] = (halves[at] as number) + count
  })
  return { ...partner, counts: halves }
}

/**
 * Shares on half points as shares of a scale of `scale` points: half of a half point goes to either neighbour.
 * @example ontoPoints([0, 1, 0], 2) // [0.5, 0.5]
 * @example ontoPoints([0.25, 0.75], 2) // [0.25, 0.75]
 */
export function ontoPoints(shares: readonly number[], scale: number): number[] {
  if (shares.length === scale) return [...shares]
  return Array.from({ length: scale }, (_, k) => {
    const half = (at: number) => (shares[at] ?? 0) / 2
    return (shares[2 * k] as number) + half(2 * k - 1) + half(2 * k + 1)
  })
}

const poolOf = (hidden: Tally): PartnerTally => {
  const sum = (of: (partner: PartnerTally) => number) => hidden.reduce((total, partner) => total + of(partner), 0)
  return {
    counts: (hidden[0] as PartnerTally).counts.map((_, k) => sum(({ counts }) => counts[k] as number)),
    n: sum(({ n }) => n),
    unsure: sum(({ unsure }) => unsure),
    remit: sum(({ remit }) => remit),
  }
}

const shareOf = ({ counts, n, unsure, remit }: PartnerTally, by: number): PartnerTally => ({
  counts: counts.map((count) => count / by),
  n: n / by,
  unsure: unsure / by,
  remit: remit / by,
})
