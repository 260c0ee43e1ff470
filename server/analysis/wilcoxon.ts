import { normalTail } from './gamma.ts'
import { ranks } from './kendall.ts'

/** The signed-rank test: the sum of ranks of those that rose, and how often chance gives one so far from the middle. */
export interface SignedRanks {
  readonly v: number
  readonly p: number
}

/**
 * Whether differences lean one way (Wilcoxon's signed ranks, two-sided). Ranks of those that didn't change are given and left out
 * (Pratt 1959), unless `zeros` says to drop them first, as R's wilcox.test does. With fewer than ten pairs every sign is tried
 * (exact with ties); else the normal curve with a correction for whole ranks. Null when nothing changed.
 * @example wilcoxon([0, 0]) // null
 * @example wilcoxon([1, 2, 3], 'dropped') // { v: 6, p: 0.25 }
 */
export function wilcoxon(differences: readonly number[], zeros: 'pratt' | 'dropped' = 'pratt'): SignedRanks | null {
  const used = zeros === 'pratt' ? differences : differences.filter((difference) => difference !== 0)
  const ranked = ranks(used.map(Math.abs))
  const moved = used.flatMap((difference, i) =>
    difference === 0 ? [] : [{ up: difference > 0, rank: ranked[i] as number }],
  )
  if (moved.length === 0) return null
  const v = moved.reduce((sum, { up, rank }) => sum + (up ? rank : 0), 0)
  const all = moved.map(({ rank }) => rank)
  return { v, p: differences.length < 10 ? exact(all, v) : byNormal(all, v) }
}

function byNormal(all: readonly number[], v: number): number {
  const gap = v - all.reduce((sum, rank) => sum + rank, 0) / 2
  const error = Math.sqrt(all.reduce((sum, rank) => sum + rank * rank, 0) / 4)
  return Math.min(1, 2 * normalTail(Math.max(0, Math.abs(gap) - 0.5) / error))
}

function exact(all: readonly number[], v: number): number {
  // Middle ranks are halves: doubled they count in whole numbers.
  const doubled = all.map((rank) => Math.round(2 * rank))
  const ways = new Float64Array(doubled.reduce((sum, rank) => sum + rank, 0) + 1)
  ways[0] = 1
  for (const rank of doubled)
    for (let at = ways.length - 1; at >= rank; at -= 1) ways[at] = (ways[at] as number) + (ways[at - rank] as number)
  const [at, total] = [Math.round(2 * v), 2 ** all.length]
  const sum = (values: Float64Array) => values.reduce((whole, one) => whole + one, 0)
  return Math.min(1, (2 * Math.min(sum(ways.slice(0, at + 1)), sum(ways.slice(at)))) / total)
}
