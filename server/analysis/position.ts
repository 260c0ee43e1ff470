import { type FlatTally, flat } from './flat-tally.ts'
import type { PartnerTally, Tally } from './tally.ts'

export const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length

/** A point of the scale on -1 (lowest) to 1 (highest). */
export const onAxis = (point: number, scale: number): number => (2 * (point - 1)) / (scale - 1) - 1

/**
 * Where one partner stands: the mean of its people's answers, on -1 (all at the lowest point) to 1 (all at the highest).
 * Null when nobody gave a point. Says nothing of how united they are (see dispersion.ts).
 */
export function stance({ counts, n }: PartnerTally): number | null {
  if (n === 0) return null
  const axis = axisOf(counts.length)
  let sum = 0
  for (let k = 0; k < counts.length; k += 1) sum += (axis[k] as number) * (counts[k] as number)
  return sum / n
}

/** The same of the partner at place `j` of a flat tally, who gave a point. */
export function stanceAt({ points, counts, n }: FlatTally, j: number): number {
  const axis = axisOf(points)
  let sum = 0
  for (let k = 0; k < points; k += 1) sum += (axis[k] as number) * (counts[j * points + k] as number)
  return sum / (n[j] as number)
}

// By how many points a scale has: each of them on -1..1.
const axes: Float64Array[] = []
function axisOf(points: number): Float64Array {
  axes[points] ??= Float64Array.from({ length: points }, (_, k) => onAxis(k + 1, points))
  return axes[points]
}

/** Where the network stands: the mean of its partners' stances, each partner counting one; -1..1. Null when nobody answered. */
export const position = (all: Tally): number | null => flatPosition(flat(all))

/** The same of a flat tally. */
export function flatPosition(all: FlatTally): number | null {
  let [sum, answering] = [0, 0]
  for (let j = 0; j < all.partners; j += 1) {
    if (all.n[j] === 0) continue
    sum += stanceAt(all, j)
    answering += 1
  }
  return answering === 0 ? null : sum / answering
}

/**
 * How much is unclear: the mean over partners of the share that said "not clear to me" among those who answered; 0..1.
 * "Not my remit" and no answer count in neither. Null when nobody answered.
 */
export const unsureShare = (all: Tally): number | null => flatUnsureShare(flat(all))

/** The same of a flat tally. */
export function flatUnsureShare({ partners, n, unsure }: FlatTally): number | null {
  let [sum, answering] = [0, 0]
  for (let j = 0; j < partners; j += 1) {
    const people = (n[j] as number) + (unsure[j] as number)
    if (people === 0) continue
    sum += (unsure[j] as number) / people
    answering += 1
  }
  return answering === 0 ? null : sum / answering
}

/** The network's answers as shares of the points, each partner counting one; they add up to 1. Null when nobody answered. */
export function distribution(all: Tally): number[] | null {
  const sums = new Array<number>(all[0]?.counts.length ?? 0).fill(0)
  let answering = 0
  for (const { counts, n } of all) {
    if (n === 0) continue
    for (let k = 0; k < sums.length; k += 1) sums[k] = (sums[k] as number) + (counts[k] as number) / n
    answering += 1
  }
  return answering === 0 ? null : sums.map((sum) => sum / answering)
}

/** Position and unclear share when every person counts one, instead of every partner. Both null when nobody answered. */
export function byPeople(all: Tally): { position: number | null; unsure: number | null } {
  let [sum, n, unsure] = [0, 0, 0]
  for (const partner of all) {
    n += partner.n
    unsure += partner.unsure
    for (let k = 0; k < partner.counts.length; k += 1) {
      const at = onAxis(k + 1, partner.counts.length)
      for (let times = partner.counts[k] as number; times > 0; times -= 1) sum += at
    }
  }
  return { position: n === 0 ? null : sum / n, unsure: n + unsure === 0 ? null : unsure / (n + unsure) }
}
