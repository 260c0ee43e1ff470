import { BOND_ITEMS, type BondItem, type Saying, TRUST_ITEMS } from '#server/vocabulary/governance.ts'

/** What one person said of working with one partner, from the partner they speak for. */
export interface BondRating {
  readonly rater: string
  readonly from: string
  readonly about: string
  readonly points: Readonly<Partial<Record<BondItem, Saying>>>
}
export type Bonds =
  | { readonly is: 'hidden' }
  | {
      readonly is: 'shown'
      /** How many people's ratings are taken in, and how many pairs of partners they are about. */
      readonly people: number
      readonly pairs: number
      /** Between 1 and 5; undefined where fewer than three people said anything. */
      readonly means: Readonly<Partial<Record<BondItem, number>>>
      /** The share of ratings that trust: at least 4 on average over what was said of trust. */
      readonly trusting: number | undefined
      /** What `trusting` rests on: those alone who said something of trust; null where it is not told. */
      readonly trust: Counted | null
    }
/** How many people's ratings are taken in, and how many pairs of partners they are about. */
export interface Counted {
  readonly people: number
  readonly pairs: number
}

/** Fewer people than these are never told of. */
export const FEWEST_RATERS = 3

/**
 * The ratings that are taken in, of all in the order they were given: they wait until three different people's are there, and
 * then go in together. Whoever sees a figure before and after learns what at least three people said, and no less.
 * @example takenIn(ofTwoPeople) // []
 */
export function takenIn<Given extends { readonly rater: string }>(given: readonly Given[]): Given[] {
  const taken: Given[] = []
  let waiting: Given[] = []
  for (const one of given) {
    waiting.push(one)
    if (new Set(waiting.map(({ rater }) => rater)).size < FEWEST_RATERS) continue
    taken.push(...waiting)
    waiting = []
  }
  return taken
}

/**
 * What a network's people say of working with each other's organisations, all pairs together, in the order ratings were given.
 * Each item is taken in by itself: where somebody can't say, they are not among the three.
 */
export function bonds(given: readonly BondRating[]): Bonds {
  const taken = takenIn(given)
  if (taken.length === 0) return { is: 'hidden' }
  const means = BOND_ITEMS.flatMap((item) => {
    const points = takenIn(given.filter(({ points }) => said(points[item]))).map(({ points }) => points[item] as number)
    return points.length === 0 ? [] : [[item, mean(points)] as const]
  })
  const ofTrust = takenIn(given.filter(({ points }) => TRUST_ITEMS.some((item) => said(points[item]))))
  const trust = ofTrust.map(({ points }) => mean(TRUST_ITEMS.map((item) => points[item]).filter(said)))
  return {
    ...{ is: 'shown', ...counted(taken), means: Object.fromEntries(means) },
    trusting: trust.length === 0 ? undefined : trust.filter((one) => one >= 4).length / trust.length,
    trust: trust.length === 0 ? null : counted(ofTrust),
  }
}

const counted = (ratings: readonly BondRating[]): Counted => ({
  people: new Set(ratings.map(({ rater }) => rater)).size,
  pairs: new Set(ratings.map(({ from, about }) => [from, about].sort().join(' '))).size,
})
const said = (point: Saying | undefined): point is Exclude<Saying, 0> => point !== undefined && point > 0
const mean = (points: readonly number[]) => points.reduce((sum, point) => sum + point, 0) / points.length
