import { mean } from './position.ts'
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

/** Computes the three for one statement. */
export function disperse(all: Tally): Dispersion {
  const partners = answering(all)
  if (partners.length === 0) return NONE
  const shares = partners.map(cumulative)
  const plain = shares.map(spreadOf)
  const together = (shares[0] as number[]).map((_, c) => mean(shares.map((share) => share[c] as number)) as number)
  const plainDispersion = spreadOf(together)
  const plainWithin = mean(plain) as number
  const plugIn = { dispersion: plainDispersion, within: plainWithin, between: plainDispersion - plainWithin }
  const fair = unbiasedWithins(partners, plain)
  if (!fair) return { ...NONE, plugIn }

  const within = mean(fair) as number
  const correction = fair.reduce((sum, value, j) => sum + value - (plain[j] as number), 0) / partners.length ** 2
  const dispersion = plainDispersion + correction
  const between = partners.length > 1 ? dispersion - within : null
  // What only rounding leaves of nothing is nothing.
  const share = between === null || dispersion < 1e-12 ? null : Math.max(0, between) / dispersion
  return { dispersion, within, between, betweenShare: share, plugIn }
}

/** Each partner's unbiased spread; one-person partners get the pooled one. Undefined when no partner has two people. */
function unbiasedWithins(partners: readonly PartnerTally[], plain: readonly number[]): number[] | undefined {
  const own = partners.map(({ n }, j) => (n > 1 ? ((plain[j] as number) * n) / (n - 1) : undefined))
  const degrees = partners.reduce((sum, { n }) => sum + n - 1, 0)
  if (degrees === 0) return undefined
  const pooled =
    own.reduce<number>((sum, value, j) => sum + (value ?? 0) * ((partners[j] as PartnerTally).n - 1), 0) / degrees
  return own.map((value) => value ?? pooled)
}
