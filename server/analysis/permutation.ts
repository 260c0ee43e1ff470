import { chanceFrom, seedOf } from './chance.ts'
import { shuffle } from './shuffle.ts'
import { DEALS, swaps } from './swaps.ts'
import { answering, inOrderOfAnswers, type PartnerTally, type Tally } from './tally.ts'

/**
 * How often partner labels dealt out at random give at least this much distance between partners, among those who gave a
 * point: (1 + times) / 2000. Null when there is nothing to deal out. Small: partners do differ on this.
 */
export function betweenPValue(given: Tally, between: number | null): number | null {
  if (between === null) return null
  const dealt = new Dealt(inOrderOfAnswers(answering(given)))
  let times = 0
  for (let deal = 0; deal < DEALS; deal += 1) if (dealt.between(deal) >= between - 1e-12) times += 1
  return (times + 1) / (DEALS + 1)
}

/**
 * The between part of answers whose partner labels are dealt out again and again. An answer is one number that holds, in a few
 * bits for each cut of the scale, whether it lies at or below it; adding up a partner's answers so counts them at all cuts at
 * once. The answers begin in an order that their own seed draws; what is shared between statements are the swaps alone.
 */
class Dealt {
  readonly #answers: Int32Array
  readonly #sizes: Float64Array
  /** What one partner's Σ F(1-F)·n² adds to the between part. */
  readonly #weights: Float64Array
  readonly #cuts: number
  readonly #bits: number
  /** Where a partner's places begin, or a part of them: no more than the bits of a cut can count. */
  readonly #parts: Int32Array
  /** Each part's answers, added up. */
  readonly #sums: Int32Array
  /** 1 where a partner ends with this part. */
  readonly #isWhole: Uint8Array

  constructor(all: Tally) {
    const counts = all.flatMap((partner) => [...partner.counts])
    this.#cuts = (all[0] as PartnerTally).counts.length - 1
    this.#bits = Math.floor(32 / this.#cuts)
    const answers = all.flatMap((partner) =>
      partner.counts.flatMap((count, k) => new Array<number>(count).fill(this.#packed(k))),
    )
    this.#answers = shuffle(Int32Array.from(answers), chanceFrom(seedOf(counts)))
    this.#sizes = Float64Array.from(all, ({ n }) => n)
    this.#weights = weightsOf(this.#sizes, this.#cuts)
    const parts = partsOf(this.#sizes, 2 ** this.#bits - 1)
    this.#parts = Int32Array.from([...parts.map(({ from }) => from), answers.length])
    this.#sums = new Int32Array(parts.length)
    this.#isWhole = Uint8Array.from(parts, ({ partner }, i) => Number(parts[i + 1]?.partner !== partner))
  }

  #packed(point: number): number {
    let packed = 0
    for (let c = point; c < this.#cuts; c += 1) packed |= 1 << (c * this.#bits)
    return packed
  }

  between(deal: number): number {
    const [sums, isWhole, sizes, weights, bits] = [this.#sums, this.#isWhole, this.#sizes, this.#weights, this.#bits]
    const most = 2 ** bits - 1
    const { at, from } = swaps(deal, this.#answers.length)
    for (let i = isWhole.length - 1; i >= 0; i -= 1)
      sums[i] = dealOut(this.#answers, at, from, this.#parts[i] as number, this.#parts[i + 1] as number)
    let [whole, between] = [0, 0]
    for (let c = 0; c < this.#cuts; c += 1) {
      let [share, upTo, j] = [0, 0, 0]
      for (let i = 0; i < isWhole.length; i += 1) {
        upTo += ((sums[i] as number) >>> (c * bits)) & most
        if (isWhole[i] === 0) continue
        const size = sizes[j] as number
        share += upTo / size
        between += (weights[j] as number) * (upTo * (size - upTo))
        upTo = 0
        j += 1
      }
      whole += (share / j) * (1 - share / j)
    }
    return (4 / this.#cuts) * whole + between
  }
}

/** Deals answers to the places from `first` to before `end`, out of those still left there and below, and adds them up. */
function dealOut(answers: Int32Array, at: Uint16Array | Uint32Array, from: number, first: number, end: number): number {
  let sum = 0
  for (let place = end - 1; place >= first; place -= 1) {
    const other = at[from + place] as number
    const drawn = answers[other] as number
    answers[other] = answers[place] as number
    answers[place] = drawn
    sum = (sum + drawn) | 0
  }
  return sum
}

function partsOf(sizes: Float64Array, most: number): { from: number; partner: number }[] {
  const parts: { from: number; partner: number }[] = []
  let place = 0
  sizes.forEach((size, partner) => {
    for (let left = size; left > 0; left -= most) {
      parts.push({ from: place, partner })
      place += Math.min(left, most)
    }
  })
  return parts
}

/** How much one of each partner's unordered pairs at a cut counts in the between part of dispersion.ts, which is linear in them. */
function weightsOf(sizes: Float64Array, cuts: number): Float64Array {
  const count = sizes.length
  const degrees = sizes.reduce((sum, n) => sum + n - 1, 0)
  const singles = sizes.filter((n) => n === 1).length
  return Float64Array.from(sizes, (n) => {
    if (n === 1) return 0
    const fair = n / (n - 1)
    // One-person partners get the pooled spread, in which each other partner counts by its people.
    const handed = ((n * singles) / degrees) * (1 / count ** 2 - 1 / count)
    return (4 / cuts / n ** 2) * ((fair - 1) / count ** 2 - fair / count + handed)
  })
}
