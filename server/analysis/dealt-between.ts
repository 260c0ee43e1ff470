import { chanceFrom, seedOf } from './chance.ts'
import { dealLoop } from './deal-loop.ts'
import { dealTable } from './dealt-table.ts'
import { doubles, FIRST_OF_EIGHT, inRoom, layDoubles, layWholes, shorts, take } from './lanes.ts'
import { DEALS, MOST_KEPT, orders } from './orders.ts'
import type { PartnerTally, Tally } from './tally.ts'

/**
 * Tells the between part (dispersion.ts) of the same partners' answers, however they lie: partner · points + point. Each partner has
 * to have given a point.
 */
export function betweenOfTables(all: Tally): (table: Int32Array) => number {
  const sizes = Int32Array.from(all, ({ n }) => n)
  const points = (all[0] as PartnerTally).counts.length
  const [cuts, weights] = [points - 1, weightsOf(sizes, points - 1)]
  const shares = new Float64Array(cuts)
  return (table) => {
    shares.fill(0)
    let between = 0
    for (let j = 0; j < sizes.length; j += 1) {
      const size = sizes[j] as number
      let [side, spread] = [0, 0]
      for (let cut = 0; cut < cuts; cut += 1) {
        side += table[j * points + cut] as number
        shares[cut] = (shares[cut] as number) + side / size
        spread += side * (size - side)
      }
      between += (weights[j] as number) * spread
    }
    let whole = 0
    for (let cut = 0; cut < cuts; cut += 1) {
      const share = (shares[cut] as number) / sizes.length
      whole += share * (1 - share)
    }
    return (4 / cuts) * whole + between
  }
}

/** The between parts of answers that are dealt out to their partners at random, `DEALS` times; seeded by the answers. */
export function dealtBetweens(all: Tally): Float64Array {
  const seed = seedOf(all.flatMap(({ counts }) => [...counts]))
  return all.reduce((sum, { n }) => sum + n, 0) > MOST_KEPT ? dealMany(all, seed) : dealKept(all, seed)
}

/**
 * How many gave each point.
 * @example givenIn([{ counts: [1, 0], n: 1, unsure: 0, remit: 0 }, { counts: [1, 2], n: 3, unsure: 0, remit: 0 }]) // [2, 2]
 */
export const givenIn = (all: Tally): number[] =>
  (all[0] as PartnerTally).counts.map((_, k) => all.reduce((sum, { counts }) => sum + (counts[k] as number), 0))

const loops: ((...handed: readonly number[]) => void)[] = []

/** By orders that all statements share; by how many places they are moved on is each statement's own, which its seed says. */
function dealKept(all: Tally, seed: number): Float64Array {
  const given = givenIn(all)
  const [cuts, people, partners] = [given.length - 1, given.reduce((sum, n) => sum + n, 0), all.length]
  const sizes = Int32Array.from(all, ({ n }) => n)
  const { at, width } = orders(people)
  loops[cuts] ??= dealLoop(cuts)
  const deal = loops[cuts]
  return inRoom(() => {
    const limits = take(2 * cuts)
    let upTo = 0
    const places = given.slice(0, -1).map((n) => {
      upTo += n
      return upTo
    })
    const own = layWholes(sizes)
    const parts = layDoubles(Float64Array.from(sizes, (n) => 1 / n))
    const weights = layDoubles(weightsOf(sizes, cuts))
    const scales = layDoubles([1 / partners, 4 / cuts])
    const found = take(8 * DEALS)
    shorts(limits, cuts).set(places)
    const turn = Math.floor(chanceFrom(seed)() * people)
    deal(at, 2 * width, DEALS, people, turn, partners, own, parts, weights, limits, scales, FIRST_OF_EIGHT, found)
    return doubles(found, DEALS).slice()
  })
}

/** Of more people than orders are kept for, how many gave what is drawn by partner, which takes no longer for more of them. */
function dealMany(all: Tally, seed: number): Float64Array {
  const given = Int32Array.from(givenIn(all))
  const sizes = Int32Array.from(all, ({ n }) => n)
  const table = new Int32Array(sizes.length * given.length)
  const [betweenOf, chance] = [betweenOfTables(all), chanceFrom(seed)]
  return Float64Array.from({ length: DEALS }, () => {
    dealTable(sizes, given, table, chance)
    return betweenOf(table)
  })
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
