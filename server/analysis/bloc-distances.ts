import { enoughInCommon } from './pairs.ts'
import type { Profiles } from './profiles.ts'

/** Every two partners' mean distance, n × n, and what chance adds to a plain one on average. */
export interface Distances {
  /** Unbiased where both have two people somewhere, else plain; may be below 0. 0 where nothing is in common, which `common` tells. */
  readonly mean: Float64Array
  readonly common: Int32Array
  /** The mean of plain less unbiased distance, over the pairs that have both. */
  readonly noise: number
}

/** All distances at once, as pair-distance.ts has them for one pair: made to be computed hundreds of times. */
export function distancesOf({ partners, statements, cuts, n, shares, noise }: Profiles): Distances {
  const mean = new Float64Array(partners * partners)
  const common = new Int32Array(partners * partners)
  let [added, pairs] = [0, 0]
  for (let j = 0; j < partners; j += 1) {
    for (let k = j + 1; k < partners; k += 1) {
      let [plain, all, fair, over, own] = [0, 0, 0, 0, 0]
      for (let s = 0; s < statements; s += 1) {
        const [a, b] = [j * statements + s, k * statements + s]
        if (n[a] === 0 || n[b] === 0) continue
        let sum = 0
        for (let c = 0; c < cuts; c += 1) {
          const gap = (shares[a * cuts + c] as number) - (shares[b * cuts + c] as number)
          sum += gap * gap
        }
        plain += sum / cuts
        all += 1
        if ((noise[a] as number) < 0 || (noise[b] as number) < 0) continue
        own += (noise[a] as number) + (noise[b] as number)
        fair += sum / cuts
        over += 1
      }
      if (over > 0) {
        added += own / over
        pairs += 1
      }
      const distance = over > 0 ? (fair - own) / over : all > 0 ? plain / all : 0
      for (const at of [j * partners + k, k * partners + j]) {
        mean[at] = distance
        common[at] = all
      }
    }
  }
  return { mean, common, noise: pairs > 0 ? added / pairs : 0 }
}

/**
 * The partners that all have enough in common with each other: whoever lacks most is left out until none lacks any.
 * @example comparable(new Int32Array([0, 5, 0, 5, 0, 5, 0, 5, 0]), 3, 5) // [0, 1]
 */
export function comparable(common: Int32Array, partners: number, statements: number): number[] {
  let left = Array.from({ length: partners }, (_, j) => j)
  for (;;) {
    const lacking = left.map(
      (j) => left.filter((k) => k !== j && !enoughInCommon(common[j * partners + k] as number, statements)).length,
    )
    const most = Math.max(0, ...lacking)
    if (most === 0) return left
    const out = lacking.lastIndexOf(most)
    left = left.filter((_, i) => i !== out)
  }
}
