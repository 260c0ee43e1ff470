import type { Dispersion } from './dispersion.ts'
import { distribution } from './position.ts'
import { tQuantile } from './t-quantile.ts'
import { answering, type PartnerTally, type Tally } from './tally.ts'

/** A standard error and the 90 % interval around an estimate. */
export interface Uncertainty {
  readonly standardError: number
  readonly interval: readonly [low: number, high: number]
}
export interface Uncertainties {
  readonly dispersion: Uncertainty
  readonly within: Uncertainty
  readonly between: Uncertainty | null
}

/** How likely each point is for one more answer of each partner, drawn together as far as the unbiased estimate asks. */
export interface ShrunkModel {
  readonly shrinkage: number
  readonly shares: readonly (readonly number[])[]
}

// Of the network's, added to each partner's where nobody differed from a colleague: as much as the usual prior of a share.
const IMAGINED = 0.5

/**
 * The model that the uncertainty is computed under: every partner's shares, drawn towards the network's so far that the
 * model's distance between partners equals the unbiased estimate. Where all partners are of one mind, and not of the same, that is
 * not at all, and answers that nobody could give otherwise would make every figure certain; so half an imaginary answer is
 * added to each (DECISIONS.md). Null where nothing can be estimated.
 */
export function shrunkModel(all: Tally, found: Dispersion): ShrunkModel | null {
  const partners = answering(all)
  const together = distribution(partners)
  if (!together || !found.plugIn || found.dispersion === null) return null
  const people = partners.reduce((sum, { n }) => sum + n, 0)
  const { between } = found.plugIn
  const kept = between > 1e-12 ? Math.sqrt(Math.max(found.between ?? 0, 0) / between) : 0
  const shrinkage = Math.min(1, Math.max(0, 1 - kept))
  const base = together.map((share) => (people * share + 1 / together.length) / (people + 1))
  const isOfOneMind = shrinkage < 1 && partners.every(({ counts, n }) => counts.includes(n))
  const shares = partners.map(({ counts, n }) => {
    const towards = isOfOneMind ? IMAGINED / (n + IMAGINED) : shrinkage
    return counts.map((count, k) => (1 - towards) * (count / n) + towards * (base[k] as number))
  })
  return { shrinkage, shares }
}

/**
 * Closed-form 90 % intervals of dispersion, within and between: the variance of their U-statistics under the shrunk model,
 * with a t quantile. Covers .92 / .93 / .94 on average in simulation (`README.md`). Null where nothing was estimated.
 */
export function uncertainties(all: Tally, found: Dispersion): Uncertainties | null {
  const model = shrunkModel(all, found)
  if (!model || found.dispersion === null || found.within === null) return null
  const partners = answering(all)
  const count = partners.length
  const degrees = partners.reduce((sum, { n }) => sum + n - 1, 0)
  const t = tQuantile(0.95, Math.max(2, degrees / 2))
  const terms = termsOf(partners, model.shares)
  const around = (estimate: number, own: number, other: number): Uncertainty => {
    const standardError = Math.sqrt(variance(terms, own, other))
    return { standardError, interval: [estimate - t * standardError, estimate + t * standardError] }
  }
  const square = 1 / count ** 2
  return {
    dispersion: around(found.dispersion, square, square),
    within: around(found.within, 1 / count, 0),
    between: found.between === null ? null : around(found.between, square - 1 / count, square),
  }
}

/** What the three variances have in common, laid out flat: cell = partner · points + point. */
interface Terms {
  readonly points: number
  readonly sizes: Float64Array
  readonly shares: Float64Array
  /** For each partner: the expected distance from each point to one of its answers. */
  readonly from: Float64Array
  readonly fromAll: Float64Array
  /** For each partner: variance of the distance between two of its answers, once their own parts are taken out. */
  readonly inside: Float64Array
  /** The same for every two partners, each over the product of their sizes, added up. */
  readonly across: number
}

function termsOf(partners: readonly PartnerTally[], given: readonly (readonly number[])[]): Terms {
  const [count, points] = [partners.length, (given[0] as readonly number[]).length]
  const gaps = gapsOf(points)
  const sizes = new Float64Array(count)
  const shares = new Float64Array(count * points)
  const from = new Float64Array(count * points)
  const fromAll = new Float64Array(points)
  const inside = new Float64Array(count)
  // Of the partners before: each one's shares, and how the distance from each point to one of its answers varies and is squared,
  // over its size and added up.
  const before = { shares: new Float64Array(points), varying: new Float64Array(points) }
  // Of all: Σ share · share / size of two points, and the squared mean distances of each with itself.
  const products = new Float64Array(points * points)
  let [across, own] = [0, 0]
  for (let j = 0; j < count; j += 1) {
    const size = (partners[j] as PartnerTally).n
    const row = given[j] as readonly number[]
    sizes[j] = size
    let [middle, squares, varying, others] = [0, 0, 0, 0]
    for (let x = 0, cell = j * points; x < points; x += 1, cell += 1) {
      const share = row[x] as number
      let sum = 0
      let square = 0
      for (let y = 0; y < points; y += 1) {
        const other = row[y] as number
        const gap = gaps[x * points + y] as number
        sum += other * gap
        square += other * (gap * gap)
        const pair = x * points + y
        products[pair] = (products[pair] as number) + (share * other) / size
      }
      shares[cell] = share
      from[cell] = sum
      fromAll[x] = (fromAll[x] as number) + sum
      middle += share * sum
      squares += share * (sum * sum)
      varying += share * (square - sum * sum)
      others += share * (before.varying[x] as number) - sum * sum * (before.shares[x] as number)
      before.varying[x] = (before.varying[x] as number) + (square - sum * sum) / size
      before.shares[x] = (before.shares[x] as number) + share / size
    }
    // How far the distance between two answers goes by one of them is the variance of what is expected of it; what is left when
    // both their own parts are taken out is what varies beyond that.
    inside[j] = varying - (squares - middle * middle)
    across += others / size
    own += (middle / size) ** 2
  }
  // The squared mean distance of every two partners, each over both sizes: of all pairs at once, less each one's with itself.
  return {
    points,
    sizes,
    shares,
    from,
    fromAll,
    inside,
    across: across + (squaredMeans(products, gaps, points) - own) / 2,
  }
}

// By how many points a scale has: how far apart every two of them are.
const gapsKept: Float64Array[] = []
function gapsOf(points: number): Float64Array {
  gapsKept[points] ??= Float64Array.from({ length: points * points }, (_, i) => {
    const [x, y] = [Math.floor(i / points), i % points]
    return (Math.abs(x - y) * 2) / (points - 1)
  })
  return gapsKept[points]
}

/** Σ over every two partners, and each with itself, of the squared mean distance p'Gq over both sizes: the trace of (MG)², M = Σ pp'/n. */
function squaredMeans(products: Float64Array, gaps: Float64Array, points: number): number {
  const both = new Float64Array(points * points)
  for (let x = 0; x < points; x += 1) {
    for (let y = 0; y < points; y += 1) {
      let sum = 0
      for (let z = 0; z < points; z += 1) sum += (products[x * points + z] as number) * (gaps[z * points + y] as number)
      both[x * points + y] = sum
    }
  }
  let trace = 0
  for (let x = 0; x < points; x += 1)
    for (let y = 0; y < points; y += 1) trace += (both[x * points + y] as number) * (both[y * points + x] as number)
  return trace
}

/** Variance of own·Σ Ajj + 2·other·Σ Ajk, where one-person partners hand their own part to those that have more. */
function variance({ points, sizes, shares, from, fromAll, inside, across }: Terms, own: number, other: number): number {
  const count = sizes.length
  let [degrees, singles] = [0, 0]
  for (let j = 0; j < count; j += 1) {
    degrees += (sizes[j] as number) - 1
    if (sizes[j] === 1) singles += 1
  }
  let total = 4 * other ** 2 * across
  for (let j = 0; j < count; j += 1) {
    const n = sizes[j] as number
    const a = n === 1 ? 0 : own + (own * singles * (n - 1)) / degrees
    let centre = 0
    let around = 0
    for (let x = 0, cell = j * points; x < points; x += 1, cell += 1)
      centre += (shares[cell] as number) * valueAt(a, other, from[cell] as number, fromAll[x] as number)
    for (let x = 0, cell = j * points; x < points; x += 1, cell += 1) {
      const off = valueAt(a, other, from[cell] as number, fromAll[x] as number) - centre
      around += (shares[cell] as number) * (off * off)
    }
    total += around / n
    if (n > 1 && a !== 0) total += ((2 * a ** 2) / (n * (n - 1))) * (inside[j] as number)
  }
  return Math.max(0, total)
}

/** What one answer adds, by how far it is from its own partner's and from all. */
const valueAt = (own: number, other: number, near: number, all: number) => 2 * own * near + 2 * other * (all - near)
