import type { PartnerTally, Tally } from './tally.ts'

/** A statement's answers by partner in flat arrays, for figures that are made hundreds of times a report. */
export interface FlatTally {
  readonly partners: number
  /** How many points the scale has. */
  readonly points: number
  /** How many of a partner chose each point: partner · points + point. */
  readonly counts: Float64Array
  /** How many of a partner gave a point. */
  readonly n: Float64Array
  readonly unsure: Float64Array
}

/**
 * Lays a tally out flat, partners in its order. Those that answered nothing keep their place.
 * @example flat([]).partners // 0
 */
export function flat(all: Tally): FlatTally {
  const [partners, points] = [all.length, all[0]?.counts.length ?? 0]
  const counts = new Float64Array(partners * points)
  const [n, unsure] = [new Float64Array(partners), new Float64Array(partners)]
  for (let j = 0; j < partners; j += 1) {
    const own = all[j] as PartnerTally
    for (let k = 0; k < points; k += 1) counts[j * points + k] = own.counts[k] as number
    n[j] = own.n
    unsure[j] = own.unsure
  }
  return { partners, points, counts, n, unsure }
}
