import type { OwnKind } from '#server/vocabulary/kind.ts'
import { cumulative, type Dispersion, ownSpread } from './dispersion.ts'
import { kindOfFigures } from './own-kind.ts'
import { byPeople, stance } from './position.ts'
import { answering, type Tally } from './tally.ts'
import { exceeds, THRESHOLDS } from './thresholds.ts'

type Spread = Omit<Dispersion, 'plugIn'>

const NONE: Spread = { dispersion: null, within: null, between: null, betweenShare: null }

/**
 * How far apart answers lie when every person counts one: the figures of dispersion.ts with partners weighing as much as they have
 * people who gave a point. With partners of one size they are the same. Null as there.
 * @example disperseByPeople([]).dispersion // null
 */
export function disperseByPeople(all: Tally): Spread {
  const partners = answering(all)
  const people = partners.reduce((sum, { n }) => sum + n, 0)
  const degrees = people - partners.length
  if (degrees === 0) return NONE
  const pooled = partners.reduce((sum, one) => sum + (ownSpread(one) ?? 0) * (one.n - 1), 0) / degrees
  const cuts = (partners[0]?.counts.length ?? 2) - 1
  const together = new Array<number>(cuts).fill(0)
  let [within, added] = [0, 0]
  for (const one of partners) {
    const weight = one.n / people
    const shares = cumulative(one)
    shares.forEach((share, cut) => {
      together[cut] = (together[cut] as number) + weight * share
    })
    const fair = ownSpread(one) ?? pooled
    within += weight * fair
    added += weight ** 2 * (fair - spread(shares))
  }
  const dispersion = spread(together) + added
  const between = partners.length > 1 ? dispersion - within : null
  const betweenShare = between === null || dispersion < 1e-12 ? null : Math.max(0, between) / dispersion
  return { dispersion, within, between, betweenShare }
}

const spread = (shares: readonly number[]): number =>
  (4 / shares.length) * shares.reduce((sum, share) => sum + share * (1 - share), 0)

/**
 * The kind that a statement would be of, were every person counted as one; `apart` and `once` as in told.ts. Undefined where
 * partners can't be told from people.
 */
export function kindByPeople(apart: Tally, once: Tally): OwnKind | undefined {
  const { position, unsure } = byPeople(once)
  return kindOfFigures(disperseByPeople(apart), {
    unsure: () => unsure,
    position: () => position,
    camps: () => campsByPeople(apart),
  })
}

/** The share of people whose partner is on the smaller side: 0 nobody opposes, up to ½. */
function campsByPeople(apart: Tally): number {
  const partners = answering(apart)
  const peopleWhere = (on: (at: number) => boolean) =>
    partners.filter((one) => on(stance(one) as number)).reduce((sum, { n }) => sum + n, 0)
  const people = peopleWhere(() => true)
  if (people === 0) return 0
  return (
    Math.min(
      peopleWhere((at) => exceeds(at, THRESHOLDS.side)),
      peopleWhere((at) => exceeds(-at, THRESHOLDS.side)),
    ) / people
  )
}
