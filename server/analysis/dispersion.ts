import { type FlatTally, flat } from './flat-tally.ts'
import type { PartnerTally, Tally } from './tally.ts'

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
export const disperse = (all: Tally): Dispersion => disperseFlat(flat(all))

// Room for each partner's own spread and for the cuts, used again by every call: making it anew would take longer than the sums.
const room = { plain: new Float64Array(64), together: new Float64Array(32) }

/** The same of a flat tally. Called hundreds of times a statement. */
export function disperseFlat({ partners, points, counts, n }: FlatTally): Dispersion {
  const cuts = points - 1
  if (room.plain.length < partners) room.plain = new Float64Array(2 * partners)
  if (room.together.length < cuts) room.together = new Float64Array(cuts)
  const { plain, together } = room
  together.fill(0)
  let [answering, degrees, weighted, plainSum] = [0, 0, 0, 0]
  for (let j = 0; j < partners; j += 1) {
    const people = n[j] as number
    if (people === 0) continue
    let [sum, spread] = [0, 0]
    for (let c = 0; c < cuts; c += 1) {
      sum += counts[j * points + c] as number
      const share = sum / people
      together[c] = (together[c] as number) + share
      spread += share * (1 - share)
    }
    const own = (4 / cuts) * spread
    plain[j] = own
    plainSum += own
    answering += 1
    degrees += people - 1
    weighted += people > 1 ? ((own * people) / (people - 1)) * (people - 1) : 0
  }
  if (answering === 0) return NONE
  let whole = 0
  for (let c = 0; c < cuts; c += 1) {
    const share = (together[c] as number) / answering
    whole += share * (1 - share)
  }
  const plainDispersion = (4 / cuts) * whole
  const plainWithin = plainSum / answering
  const plugIn = { dispersion: plainDispersion, within: plainWithin, between: plainDispersion - plainWithin }
  if (degrees === 0) return { ...NONE, plugIn }

  // Each partner's unbiased spread; one-person partners get the pooled one.
  const pooled = weighted / degrees
  let [fairSum, added] = [0, 0]
  for (let j = 0; j < partners; j += 1) {
    const [people, own] = [n[j] as number, plain[j] as number]
    if (people === 0) continue
    const fair = people > 1 ? (own * people) / (people - 1) : pooled
    fairSum += fair
    added = added + fair - own
  }
  const within = fairSum / answering
  const dispersion = plainDispersion + added / answering ** 2
  const between = answering > 1 ? dispersion - within : null
  // What only rounding leaves of nothing is nothing.
  const share = between === null || dispersion < 1e-12 ? null : Math.max(0, between) / dispersion
  return { dispersion, within, between, betweenShare: share, plugIn }
}
