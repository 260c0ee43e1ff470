import { answering, type PartnerTally, type Tally } from './tally.ts'

/**
 * How far apart answers lie, and how much of that lies between partners. All are mean distances between two answers, where
 * 1 is the largest that a whole network can reach; `dispersion` = `within` + `between`.
 * Sources: Rao 1982; Blair & Lacy 2000; Reardon 2009; Rizzo & Székely 2010. Unbiased: small partners would otherwise look
 * as if they disagreed when only chance does.
 */
export interface Dispersion {
  /** Mean distance between two people of the network, partners counting one each. Null when nobody can be compared. */
  readonly dispersion: number | null
  /** Mean distance between two people of one partner. May pass 1 where two people split. Null without a partner of two. */
  readonly within: number | null
  /** What is left: how much farther apart partners are than their own people. May be negative by chance. */
  readonly between: number | null
  /** The share of the dispersion that lies between partners: 0..1; null when there is none to share. */
  readonly betweenShare: number | null
  /** The same three from the plain formula, which is wrong at workshop sizes: for comparison alone. */
  readonly plugIn: { readonly dispersion: number; readonly within: number; readonly between: number } | null
}

const NONE: Dispersion = { dispersion: null, within: null, between: null, betweenShare: null, plugIn: null }

/**
 * The shares of a partner's answers up to each point but the last: 0..1, rising. Needs at least one answer.
 * @example cumulative({ counts: [1, 0, 1], n: 2, unsure: 0, remit: 0 }) // [0.5, 0.5]
 */
export const cumulative = ({ counts, n }: PartnerTally): number[] => {
  let sum = 0
  return counts.slice(0, -1).map((count) => {
    sum += count
    return sum / n
  })
}

const spreadOf = (shares: readonly number[]): number =>
  (4 / shares.length) * shares.reduce((sum, share) => sum + share * (1 - share), 0)

/**
 * How far apart the people of one partner are on one statement, unbiased: 0 (all alike) and up; 1 for the largest spread of a
 * large partner, 2 for two people at opposite ends. Null with fewer than two points given. Source: Rao 1982.
 * @example ownSpread({ counts: [1, 1], n: 2, unsure: 0, remit: 0 }) // 2
 */
export const ownSpread = (partner: PartnerTally): number | null =>
  partner.n < 2 ? null : (spreadOf(cumulative(partner)) * partner.n) / (partner.n - 1)

/** Computes the three for one statement. Called hundreds of times a report, so it makes as few objects as it can. */
export function disperse(all: Tally): Dispersion {
  const partners = answering(all)
  const [first] = partners
  if (!first) return NONE
  const cuts = first.counts.length - 1
  const [plain, together] = [new Float64Array(partners.length), new Float64Array(cuts)]
  for (const [j, { counts, n }] of partners.entries()) {
    let [sum, spread] = [0, 0]
    for (let c = 0; c < cuts; c += 1) {
      sum += counts[c] as number
      const share = sum / n
      together[c] = (together[c] as number) + share
      spread += share * (1 - share)
    }
    plain[j] = (4 / cuts) * spread
  }
  let whole = 0
  for (const sum of together) whole += (sum / partners.length) * (1 - sum / partners.length)
  const plainDispersion = (4 / cuts) * whole
  const plainWithin = plain.reduce((sum, value) => sum + value, 0) / partners.length
  const plugIn = { dispersion: plainDispersion, within: plainWithin, between: plainDispersion - plainWithin }
  const fair = unbiasedWithins(partners, plain)
  if (!fair) return { ...NONE, plugIn }

  const within = fair.reduce((sum, value) => sum + value, 0) / partners.length
  const correction = fair.reduce((sum, value, j) => sum + value - (plain[j] as number), 0) / partners.length ** 2
  const dispersion = plainDispersion + correction
  const between = partners.length > 1 ? dispersion - within : null
  // What only rounding leaves of nothing is nothing.
  const share = between === null || dispersion < 1e-12 ? null : Math.max(0, between) / dispersion
  return { dispersion, within, between, betweenShare: share, plugIn }
}

/** Each partner's unbiased spread; one-person partners get the pooled one. Undefined when no partner has two people. */
function unbiasedWithins(partners: readonly PartnerTally[], plain: Float64Array): Float64Array | undefined {
  let [degrees, pooled] = [0, 0]
  const own = plain.map((value, j) => {
    const { n } = partners[j] as PartnerTally
    const fair = n > 1 ? (value * n) / (n - 1) : 0
    degrees += n - 1
    pooled += fair * (n - 1)
    return fair
  })
  if (degrees === 0) return undefined
  return own.map((value, j) => ((partners[j] as PartnerTally).n > 1 ? value : pooled / degrees))
}
