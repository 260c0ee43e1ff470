import { chanceFrom, seedOf } from './chance.ts'
import { DEALS, KEPT_ORDERS, MOST_KEPT, orders, reshuffle } from './orders.ts'
import { shuffle } from './shuffle.ts'
import type { PartnerTally, Tally } from './tally.ts'

/** What the loops below read and write again and again, by partner but for the last. */
interface Room {
  /** How many of each partner's people lie up to each cut of a row, side by side in one number. */
  readonly sums: Int32Array
  readonly sizes: Int32Array
  /** Which share of its partner each person is. */
  readonly parts: Float64Array
  /** What one partner's Σ F(1-F)·n² adds to the between part. */
  readonly weights: Float64Array
  /** By cut of a row. */
  readonly shares: Float64Array
}

const roomFor = (partners: number): Room => ({
  sums: new Int32Array(partners),
  sizes: new Int32Array(partners),
  parts: new Float64Array(partners),
  weights: new Float64Array(partners),
  shares: new Float64Array(32),
})

// One room for all: the compiler knows where arrays lie that never change, and reads them a third faster.
const ROOM = roomFor(MOST_KEPT)
const ADDS = new Int32Array(MOST_KEPT)
const ORDERS = KEPT_ORDERS
const FOUND = new Float64Array(DEALS)

/**
 * How counts are laid out: those of several cuts of the scale stand side by side in one number, each in bits enough for the largest
 * partner; as many rows of such numbers as it takes.
 */
interface CutRows {
  readonly sizes: Int32Array
  /** Of the whole scale. */
  readonly cuts: number
  readonly bits: number
  /** By row: how many cuts, and what one answer of each point adds. */
  readonly rows: readonly { readonly cuts: number; readonly adds: Int32Array }[]
}

/** Lays the counts of these partners out; each has to have given a point. */
function cutRows(all: Tally): CutRows {
  const points = (all[0] as PartnerTally).counts.length
  const sizes = Int32Array.from(all, ({ n }) => n)
  const bits = Math.ceil(Math.log2(sizes.reduce((most, n) => Math.max(most, n), 0) + 1))
  const [cuts, fields] = [points - 1, Math.floor(32 / bits)]
  const rows = Array.from({ length: Math.ceil(cuts / fields) }, (_, row) => {
    const first = row * fields
    const here = Math.min(fields, cuts - first)
    const upTo = (point: number, i: number) => (point <= first + i ? 1 << (i * bits) : 0)
    const adds = Int32Array.from({ length: points }, (_, point) =>
      Array.from({ length: here }, (_, i) => upTo(point, i)).reduce((sum, add) => sum | add, 0),
    )
    return { cuts: here, adds }
  })
  return { sizes, cuts, bits, rows }
}

/**
 * Tells the between part (dispersion.ts) of the same partners' answers, however they lie: partner · points + point. At most
 * `MOST_KEPT` partners, and only until others are dealt out.
 */
export function betweenOfTables(all: Tally): (table: Int32Array) => number {
  const layout = cutRows(all)
  const [partners, points] = [layout.sizes.length, layout.cuts + 1]
  furnish(ROOM, layout)
  return (table) =>
    layout.rows.reduce((between, { cuts, adds }) => {
      for (let j = 0; j < partners; j += 1) {
        let sum = 0
        for (let k = 0; k < points; k += 1) sum += (table[j * points + k] as number) * (adds[k] as number)
        ROOM.sums[j] = sum
      }
      return between + betweenIn(ROOM, partners, cuts, layout)
    }, 0)
}

/**
 * The between parts of answers that are dealt out to their partners at random, `DEALS` times: the same array every time. Answers
 * begin in an order that their own seed draws; what is shared between statements are the orders they are dealt in alone.
 */
export function dealtBetweens(all: Tally): Float64Array {
  const layout = cutRows(all)
  const chance = chanceFrom(seedOf(all.flatMap(({ counts }) => [...counts])))
  const points = shuffle(pointsIn(all), chance)
  FOUND.fill(0)
  if (points.length > MOST_KEPT) dealMany(points, layout)
  else dealKept(points, layout)
  return FOUND
}

/**
 * How many gave each point.
 * @example givenIn([{ counts: [1, 0], n: 1, unsure: 0, remit: 0 }, { counts: [1, 2], n: 3, unsure: 0, remit: 0 }]) // [2, 2]
 */
export const givenIn = (all: Tally): number[] =>
  (all[0] as PartnerTally).counts.map((_, k) => all.reduce((sum, { counts }) => sum + (counts[k] as number), 0))

/** Everybody's point, the lowest first. */
function pointsIn(all: Tally): Uint16Array {
  const points = new Uint16Array(all.reduce((sum, { n }) => sum + n, 0))
  let from = 0
  givenIn(all).forEach((n, point) => {
    points.fill(point, from, from + n)
    from += n
  })
  return points
}

function dealKept(points: Uint16Array, layout: CutRows): void {
  const partners = layout.sizes.length
  const { width } = orders(points.length)
  furnish(ROOM, layout)
  for (const { cuts, adds } of layout.rows) {
    for (let i = 0; i < points.length; i += 1) ADDS[i] = adds[points[i] as number] as number
    dealRow(partners, cuts, width, layout)
  }
}

/** By itself, for the smaller a function with such loops, the better it is compiled. */
function dealRow(partners: number, cuts: number, width: number, layout: CutRows): void {
  for (let deal = 0; deal < DEALS; deal += 1) {
    addUp(ROOM, partners, ADDS, ORDERS, deal * width)
    FOUND[deal] = (FOUND[deal] as number) + betweenIn(ROOM, partners, cuts, layout)
  }
}

/** More than orders are kept for: each deal goes on from the one before. */
function dealMany(points: Uint16Array, layout: CutRows): void {
  const partners = layout.sizes.length
  const room = roomFor(partners)
  furnish(room, layout)
  for (let deal = 0; deal < DEALS; deal += 1) {
    reshuffle(points, deal)
    for (const { cuts, adds } of layout.rows) {
      addUp(room, partners, adds, points, 0)
      FOUND[deal] = (FOUND[deal] as number) + betweenIn(room, partners, cuts, layout)
    }
  }
}

function furnish({ sizes, parts, weights }: Room, layout: CutRows): void {
  sizes.set(layout.sizes)
  parts.set(Float64Array.from(layout.sizes, (n) => 1 / n))
  weights.set(weightsOf(layout.sizes, layout.cuts))
}

/** Adds up answers that are dealt out to one partner after another: `adds[order[from + place]]`. */
function addUp({ sums, sizes }: Room, partners: number, adds: Int32Array, order: Uint16Array, from: number): void {
  let at = from
  for (let j = 0; j < partners; j += 1) {
    const size = sizes[j] as number
    const end = at + size
    let sum = 0
    // Four in one turn; what is left over of them beforehand.
    for (const first = at + (size % 4); at < first; at += 1) sum = (sum + (adds[order[at] as number] as number)) | 0
    for (; at < end; at += 4) {
      const two = (adds[order[at] as number] as number) + (adds[order[at + 1] as number] as number)
      const more = (adds[order[at + 2] as number] as number) + (adds[order[at + 3] as number] as number)
      sum = (sum + two + more) | 0
    }
    sums[j] = sum
  }
}

/** What the cuts of one row add to the between part. */
function betweenIn(
  { sums, sizes, parts, weights, shares }: Room,
  partners: number,
  cuts: number,
  layout: CutRows,
): number {
  const bits = layout.bits
  const mask = 2 ** bits - 1
  for (let cut = 0; cut < cuts; cut += 1) shares[cut] = 0
  let between = 0
  for (let j = 0; j < partners; j += 1) {
    const size = sizes[j] as number
    const part = parts[j] as number
    const sum = sums[j] as number
    let spread = 0
    for (let cut = 0, shift = 0; cut < cuts; cut += 1, shift += bits) {
      const side = (sum >>> shift) & mask
      shares[cut] = (shares[cut] as number) + side * part
      spread += side * (size - side)
    }
    between += (weights[j] as number) * spread
  }
  let whole = 0
  for (let cut = 0; cut < cuts; cut += 1) {
    const share = (shares[cut] as number) / partners
    whole += share * (1 - share)
  }
  return (4 / layout.cuts) * whole + between
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
