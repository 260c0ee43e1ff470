import { type ByGroup, inGroups } from './by-group.ts'
import { type Chance, chanceFrom, seedOf } from './chance.ts'
import { inRoom } from './lanes.ts'
import { type CountedAnswers, PackedAnswers } from './packed-answers.ts'
import type { Respondents } from './respondents.ts'
import { tQuantile } from './t-quantile.ts'

const DRAWS = 200

/** Sums over statements of the unbiased parts, and of the plain between part. */
export interface Sums {
  readonly dispersion: number
  readonly between: number
  readonly plainBetween: number
}

/** What share of all dispersion lies between partners, over the whole network. */
export interface NetworkShare {
  /** Sum of between over sum of dispersion, 0..1 when it can be told; may be below 0 by chance. */
  readonly share: number
  /** Null where every draw is the same, because nobody differs from their colleagues: that is no certainty. */
  readonly interval: readonly [number, number] | null
}

/**
 * The share of the whole network's dispersion that lies between partners, with its 90 % interval: people are drawn again within
 * their partner, and, as far as the unbiased estimate says that partners are alike, from the others; the estimate plus and
 * minus t standard errors. Can be near 0 although one statement is a stark conflict, so it is never the headline.
 * Null where no statement can be taken apart, or nobody differs.
 */
export const networkShare = (people: Respondents): NetworkShare | null => inRoom(() => shareOf(people))

function shareOf(people: Respondents): NetworkShare | null {
  const { sizes } = people
  const [groups, answers] = [inGroups(sizes), new PackedAnswers(people)]
  const found = sumsOf(answers.count(groups), people)
  if (found.dispersion < 1e-12) return null
  const kept = found.plainBetween > 1e-12 ? Math.sqrt(Math.max(0, found.between) / found.plainBetween) : 0
  const strange = Math.min(1, Math.max(0, 1 - kept))
  const chance = chanceFrom(seedOf(people.points))
  const shares: number[] = []
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const { dispersion, between } = sumsOf(answers.count(drawnAgain(groups, strange, chance)), people)
    if (dispersion > 1e-12) shares.push(between / dispersion)
  }
  const share = found.between / found.dispersion
  if (shares.length < 2) return { share, interval: null }
  const middle = shares.reduce((sum, one) => sum + one, 0) / shares.length
  const error = Math.sqrt(shares.reduce((sum, one) => sum + (one - middle) ** 2, 0) / (shares.length - 1))
  if (error < 1e-12) return { share, interval: null }
  const t = tQuantile(0.95, Math.max(2, sizes.reduce((sum, size) => sum + size - 1, 0) / 2))
  return { share, interval: [share - t * error, share + t * error] }
}

/**
 * Who stands in each group when people are drawn again: as many as now, each somebody of the same group, or with probability
 * `strange` of any.
 */
export function drawnAgain({ begin, people }: ByGroup, strange: number, chance: Chance): ByGroup {
  const groups = begin.length - 1
  const drawn = new Int32Array(people.length)
  for (let own = 0; own < groups; own += 1) {
    for (let place = begin[own] as number; place < (begin[own + 1] as number); place += 1) {
      const from = chance() < strange ? Math.floor(chance() * groups) : own
      const first = begin[from] as number
      drawn[place] = people[first + Math.floor(chance() * ((begin[from + 1] as number) - first))] as number
    }
  }
  return { begin, people: drawn }
}

/**
 * Adds up dispersion and between (as in dispersion.ts) over the statements where both can be told: at least two partners, one of
 * them with two people.
 */
export function sumsOf({ n, upTo }: CountedAnswers, { scale, statements, sizes }: Respondents): Sums {
  const cuts = scale - 1
  const sums = { dispersion: 0, between: 0, plainBetween: 0 }
  const together = new Float64Array(cuts)
  const spreads = new Float64Array(sizes.length)
  for (let s = 0; s < statements; s += 1) {
    together.fill(0)
    let [partners, degrees, weighted] = [0, 0, 0]
    for (let j = 0, cell = s; j < sizes.length; j += 1, cell += statements) {
      const people = n[cell] as number
      if (people === 0) continue
      let spread = 0
      for (let c = 0; c < cuts; c += 1) {
        const share = (upTo[cell * cuts + c] as number) / people
        together[c] = (together[c] as number) + share
        spread += share * (1 - share)
      }
      spreads[j] = (4 / cuts) * spread
      partners += 1
      degrees += people - 1
      weighted += (spreads[j] as number) * people
    }
    if (partners < 2 || degrees === 0) continue
    let [plain, fair] = [0, 0]
    for (let j = 0, cell = s; j < sizes.length; j += 1, cell += statements) {
      const people = n[cell] as number
      if (people === 0) continue
      plain += spreads[j] as number
      fair += people > 1 ? ((spreads[j] as number) * people) / (people - 1) : weighted / degrees
    }
    const whole = (4 / cuts) * together.reduce((sum, up) => sum + (up / partners) * (1 - up / partners), 0)
    const dispersion = whole + (fair - plain) / partners ** 2
    sums.dispersion += dispersion
    sums.between += dispersion - fair / partners
    sums.plainBetween += whole - plain / partners
  }
  return sums
}
