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
export const distancesOf = (profiles: Profiles): Distances =>
  profiles.noise.every((noise) => noise >= 0) ? ofComplete(profiles) : ofAny(profiles)

/** Where two people of every partner answered everything, which is most of what is drawn and dealt out again. */
function ofComplete({ partners, statements, cuts, shares, noise }: Profiles): Distances {
  const mean = new Float64Array(partners * partners)
  const own = Float64Array.from({ length: partners }, (_, j) => {
    let sum = 0
    for (let cell = j * statements; cell < (j + 1) * statements; cell += 1) sum += noise[cell] as number
    return sum
  })
  const width = statements * cuts
  let [added, pairs] = [0, 0]
  for (let j = 0; j < partners; j += 1) {
    for (let k = j + 1; k < partners; k += 1) {
      const noisy = (own[j] as number) + (own[k] as number)
      const distance = (squaresBetween(shares, j * width, k * width, width) / cuts - noisy) / statements
      added += noisy / statements
      pairs += 1
      mean[j * partners + k] = distance
      mean[k * partners + j] = distance
    }
  }
  const common = new Int32Array(mean.length).fill(statements)
  for (let j = 0; j < partners; j += 1) common[j * (partners + 1)] = 0
  return { mean, common, noise: pairs > 0 ? added / pairs : 0 }
}

/** Four sums side by side, for one alone would wait for each of its own additions. */
function squaresBetween(shares: Float64Array, one: number, other: number, width: number): number {
  let [a, b, c, d] = [0, 0, 0, 0]
  const fours = width - (width % 4)
  for (let i = 0; i < fours; i += 4) {
    const first = (shares[one + i] as number) - (shares[other + i] as number)
    const second = (shares[one + i + 1] as number) - (shares[other + i + 1] as number)
    const third = (shares[one + i + 2] as number) - (shares[other + i + 2] as number)
    const fourth = (shares[one + i + 3] as number) - (shares[other + i + 3] as number)
    a += first * first
    b += second * second
    c += third * third
    d += fourth * fourth
  }
  for (let i = fours; i < width; i += 1) {
    const gap = (shares[one + i] as number) - (shares[other + i] as number)
    a += gap * gap
  }
  return a + b + c + d
}

function ofAny({ partners, statements, cuts, n, shares, noise }: Profiles): Distances {
  const mean = new Float64Array(partners * partners)
  const common = new Int32Array(partners * partners)
  let [added, pairs] = [0, 0]
  for (let j = 0; j < partners; j += 1) {
    for (let k = j + 1; k < partners; k += 1) {
      let [plain, all, fair, over, own] = [0, 0, 0, 0, 0]
      for (let s = 0, a = j * statements, b = k * statements; s < statements; s += 1, a += 1, b += 1) {
        if (n[a] === 0 || n[b] === 0) continue
        let sum = 0
        for (let x = a * cuts, y = b * cuts; x < (a + 1) * cuts; x += 1, y += 1) {
          const gap = (shares[x] as number) - (shares[y] as number)
          sum += gap * gap
        }
        const gap = sum / cuts
        plain += gap
        all += 1
        const [noiseA, noiseB] = [noise[a] as number, noise[b] as number]
        if (noiseA < 0 || noiseB < 0) continue
        own += noiseA + noiseB
        fair += gap
        over += 1
      }
      if (over > 0) {
        added += own / over
        pairs += 1
      }
      const distance = over > 0 ? (fair - own) / over : all > 0 ? plain / all : 0
      mean[j * partners + k] = distance
      mean[k * partners + j] = distance
      common[j * partners + k] = all
      common[k * partners + j] = all
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
