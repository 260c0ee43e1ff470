import { chanceFrom, seedOf } from './chance.ts'
import { eachTable, labellings } from './labellings.ts'
import { DEALS, MOST_KEPT, orders, reshuffle } from './orders.ts'
import { shuffle } from './shuffle.ts'
import { answering, inOrderOfAnswers, type PartnerTally, type Tally } from './tally.ts'

/**
 * How often partner labels dealt out at random give at least this much distance between partners, among those who gave a
 * point. Where there are no more ways to deal them than would be dealt, all are counted, and it is exact: of two partners of
 * three, one way in ten puts as much between them as can be. Else (1 + times) / 2000. Null when there is nothing to deal out.
 * Small: partners do differ on this.
 */
export function betweenPValue(given: Tally, between: number | null): number | null {
  if (between === null) return null
  const all = inOrderOfAnswers(answering(given))
  const isReached = (found: number) => found >= between - 1e-12
  const sizes = all.map(({ n }) => n)
  const ways = labellings(sizes)
  if (ways <= DEALS) return reachedIn(all, sizes, isReached) / ways
  const dealt = new Dealt(all)
  let times = 0
  for (let deal = 0; deal < DEALS; deal += 1) if (isReached(dealt.between(deal))) times += 1
  return (times + 1) / (DEALS + 1)
}

/** In how many of all labellings. */
function reachedIn(all: Tally, sizes: readonly number[], isReached: (between: number) => boolean): number {
  const sums = new CutSums(all)
  let reached = 0
  eachTable(sizes, givenIn(all), (table, ways) => {
    if (isReached(sums.ofTable(table).between())) reached += ways
  })
  return reached
}

const givenIn = (all: Tally): number[] =>
  (all[0] as PartnerTally).counts.map((_, k) => all.reduce((sum, { counts }) => sum + (counts[k] as number), 0))

/**
 * The between part of answers that are dealt out to partners again and again. Answers begin in an order that their own seed draws;
 * what is shared between statements are the orders they are dealt in alone.
 */
class Dealt {
  readonly #sums: CutSums
  /** Each answer's point from 0, and for each row of sums what it adds. */
  readonly #points: Uint8Array
  readonly #adds: readonly Int32Array[]

  constructor(all: Tally) {
    this.#sums = new CutSums(all)
    const chance = chanceFrom(seedOf(all.flatMap(({ counts }) => [...counts])))
    this.#points = shuffle(Uint8Array.from(givenIn(all).flatMap((n, k) => new Array<number>(n).fill(k))), chance)
    this.#adds = this.#sums.adds.map((ofPoint) => Int32Array.from(this.#points, (point) => ofPoint[point] as number))
  }

  between(deal: number): number {
    const n = this.#points.length
    if (n > MOST_KEPT) {
      reshuffle(this.#points, deal)
      return this.#sums.ofOrder(this.#points, 0, this.#sums.adds).between()
    }
    const { at, width } = orders(n)
    return this.#sums.ofOrder(at, deal * width, this.#adds).between()
  }
}

/**
 * How many of each partner's people lie up to each cut of the scale, and the between part that comes of it. Several cuts' counts
 * stand side by side in one number, each in bits enough for the largest partner; as many rows of such numbers as it takes.
 */
class CutSums {
  /** By row: what one answer of each point adds. */
  readonly adds: readonly Int32Array[]
  readonly #sizes: Int32Array
  /** Which share of its partner each person is. */
  readonly #parts: Float64Array
  /** What one partner's Σ F(1-F)·n² adds to the between part. */
  readonly #weights: Float64Array
  readonly #cuts: number
  readonly #bits: number
  readonly #fields: number
  /** By row and partner. */
  readonly #sums: readonly Int32Array[]
  readonly #shares: Float64Array

  constructor(all: Tally) {
    const points = (all[0] as PartnerTally).counts.length
    this.#sizes = Int32Array.from(all, ({ n }) => n)
    this.#parts = Float64Array.from(all, ({ n }) => 1 / n)
    this.#cuts = points - 1
    this.#weights = weightsOf(this.#sizes, this.#cuts)
    this.#bits = Math.ceil(Math.log2(Math.max(...this.#sizes) + 1))
    this.#fields = Math.floor(32 / this.#bits)
    const rows = Array.from({ length: Math.ceil(this.#cuts / this.#fields) }, (_, row) => row * this.#fields)
    this.adds = rows.map((first) => Int32Array.from({ length: points }, (_, point) => this.#addsOf(point, first)))
    this.#sums = rows.map(() => new Int32Array(all.length))
    this.#shares = new Float64Array(this.#cuts)
  }

  #addsOf(point: number, first: number): number {
    let sum = 0
    for (let i = 0; i < this.#fields; i += 1) if (point <= first + i) sum |= 1 << (i * this.#bits)
    return sum
  }

  /** Adds up answers that lie among partners like this: partner · points + point. */
  ofTable(table: Int32Array): this {
    const points = this.#cuts + 1
    this.adds.forEach((adds, row) => {
      for (let j = 0; j < this.#sizes.length; j += 1) {
        let sum = 0
        for (let k = 0; k < points; k += 1) sum += (table[j * points + k] as number) * (adds[k] as number)
        ;(this.#sums[row] as Int32Array)[j] = sum
      }
    })
    return this
  }

  /** Adds up answers that are dealt out to one partner after another: `adds[row][order[from + place]]`. */
  ofOrder(order: Uint8Array | Uint16Array, from: number, adds: readonly Int32Array[]): this {
    for (let row = 0; row < adds.length; row += 1)
      addUp(this.#sums[row] as Int32Array, this.#sizes, adds[row] as Int32Array, order, from)
    return this
  }

  between(): number {
    const [sizes, parts, weights, shares] = [this.#sizes, this.#parts, this.#weights, this.#shares]
    const [bits, fields] = [this.#bits, this.#fields]
    const mask = 2 ** bits - 1
    const partners = sizes.length
    shares.fill(0)
    let between = 0
    for (let row = 0; row < this.#sums.length; row += 1) {
      const sums = this.#sums[row] as Int32Array
      const [first, end] = [row * fields, Math.min(this.#cuts, (row + 1) * fields)]
      for (let j = 0; j < partners; j += 1) {
        const [size, part, sum] = [sizes[j] as number, parts[j] as number, sums[j] as number]
        let spread = 0
        for (let cut = first, shift = 0; cut < end; cut += 1, shift += bits) {
          const side = (sum >>> shift) & mask
          shares[cut] = (shares[cut] as number) + side * part
          spread += side * (size - side)
        }
        between += (weights[j] as number) * spread
      }
    }
    let whole = 0
    for (let cut = 0; cut < this.#cuts; cut += 1) {
      const share = (shares[cut] as number) / partners
      whole += share * (1 - share)
    }
    return (4 / this.#cuts) * whole + between
  }
}

function addUp(
  sums: Int32Array,
  sizes: Int32Array,
  adds: Int32Array,
  order: Uint8Array | Uint16Array,
  from: number,
): void {
  let at = from
  for (let j = 0; j < sizes.length; j += 1) {
    let sum = 0
    for (const end = at + (sizes[j] as number); at < end; at += 1)
      sum = (sum + (adds[order[at] as number] as number)) | 0
    sums[j] = sum
  }
}

/** How much one of each partner's unordered pairs at a cut counts in the between part of dispersion.ts, which is linear in them. */
function weightsOf(sizes: Int32Array, cuts: number): Float64Array {
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
