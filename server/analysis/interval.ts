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

/**
 * The model that the uncertainty is computed under: every partner's shares, drawn towards the network's so far that the
 * model's distance between partners equals the unbiased estimate. Null where nothing can be estimated.
 */
export function shrunkModel(all: Tally, found: Dispersion): ShrunkModel | null {
  const partners = answering(all)
  const together = distribution(all)
  if (!together || !found.plugIn || found.dispersion === null) return null
  const people = partners.reduce((sum, { n }) => sum + n, 0)
  const { between } = found.plugIn
  const kept = between > 1e-12 ? Math.sqrt(Math.max(found.between ?? 0, 0) / between) : 0
  const shrinkage = Math.min(1, Math.max(0, 1 - kept))
  const base = together.map((share) => (people * share + 1 / together.length) / (people + 1))
  const shares = partners.map(({ counts, n }) =>
    counts.map((count, k) => (1 - shrinkage) * (count / n) + shrinkage * (base[k] as number)),
  )
  return { shrinkage, shares }
}

/**
 * Closed-form 90 % intervals of dispersion, within and between: the variance of their U-statistics under the shrunk model,
 * with a t quantile. Covers .91 / .94 / .94 on average in simulation (`/analysis/README`). Null where nothing was estimated.
 */
export function uncertainties(all: Tally, found: Dispersion): Uncertainties | null {
  const model = shrunkModel(all, found)
  if (!model || found.dispersion === null || found.within === null) return null
  const partners = answering(all)
  const count = partners.length
  const degrees = partners.reduce((sum, { n }) => sum + n - 1, 0)
  const t = tQuantile(0.95, Math.max(2, degrees / 2))
  const terms = distances(model.shares)
  const around = (estimate: number, own: number, other: number): Uncertainty => {
    const standardError = Math.sqrt(variance(partners, terms, own, other))
    return { standardError, interval: [estimate - t * standardError, estimate + t * standardError] }
  }
  const square = 1 / count ** 2
  return {
    dispersion: around(found.dispersion, square, square),
    within: around(found.within, 1 / count, 0),
    between: found.between === null ? null : around(found.between, square - 1 / count, square),
  }
}

interface Distances {
  readonly shares: readonly (readonly number[])[]
  /** For each partner: the expected distance from each point to one of its answers. */
  readonly from: readonly (readonly number[])[]
}

const gap = (x: number, y: number, points: number) => (Math.abs(x - y) * 2) / (points - 1)

function distances(shares: readonly (readonly number[])[]): Distances {
  const from = shares.map((share) =>
    share.map((_, x) => share.reduce((sum, p, y) => sum + p * gap(x, y, share.length), 0)),
  )
  return { shares, from }
}

/** Variance of own·Σ Ajj + 2·other·Σ Ajk, where one-person partners hand their own part to those that have more. */
function variance(partners: readonly PartnerTally[], { shares, from }: Distances, own: number, other: number): number {
  const degrees = partners.reduce((sum, { n }) => sum + n - 1, 0)
  const singles = partners.filter(({ n }) => n === 1).length
  const owns = partners.map(({ n }) => (n === 1 ? 0 : own + (own * singles * (n - 1)) / degrees))
  const fromAll = (shares[0] as readonly number[]).map((_, x) => from.reduce((sum, one) => sum + (one[x] as number), 0))
  let total = 0
  partners.forEach(({ n }, j) => {
    const a = owns[j] as number
    const near = from[j] as readonly number[]
    total +=
      varianceOf(
        shares[j] as readonly number[],
        (x) => 2 * a * (near[x] as number) + 2 * other * ((fromAll[x] as number) - (near[x] as number)),
      ) / n
    if (n > 1 && a !== 0) total += ((2 * a ** 2) / (n * (n - 1))) * centred(shares, from, j, j)
    if (other === 0) return
    for (let k = j + 1; k < partners.length; k += 1) {
      total += ((4 * other ** 2) / (n * (partners[k] as PartnerTally).n)) * centred(shares, from, j, k)
    }
  })
  return Math.max(0, total)
}

function varianceOf(share: readonly number[], value: (x: number) => number): number {
  const centre = share.reduce((sum, p, x) => sum + p * value(x), 0)
  return share.reduce((sum, p, x) => sum + p * (value(x) - centre) ** 2, 0)
}

/** Variance of the distance between an answer of j and one of k once both their own parts are taken out. */
function centred(shares: Distances['shares'], from: Distances['from'], j: number, k: number): number {
  const [of, to] = [shares[j] as readonly number[], shares[k] as readonly number[]]
  const [fromJ, fromK] = [from[j] as readonly number[], from[k] as readonly number[]]
  const middle = of.reduce((sum, p, x) => sum + p * (fromK[x] as number), 0)
  return of.reduce(
    (sum, p, x) =>
      sum +
      p *
        to.reduce(
          (inner, q, y) =>
            inner + q * (gap(x, y, of.length) - (fromK[x] as number) - (fromJ[y] as number) + middle) ** 2,
          0,
        ),
    0,
  )
}
