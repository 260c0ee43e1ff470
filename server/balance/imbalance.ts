import { CORNERS, type Corner } from '#server/vocabulary/corner.ts'

/** What lies at the three corners, as far as the balance needs it: by ids, and what each is linked with. */
export interface Weighed {
  /** What the network is for, who authorises it, and what it is done with. */
  readonly purposes: readonly { id: string; backers: readonly string[]; means: readonly string[] }[]
  /** Who backs the network, and how many things hang on each. */
  readonly backers: readonly { id: string; hanging: number }[]
  /** What it has to work with, and how many things each is for. */
  readonly means: readonly { id: string; uses: number }[]
  /** How much else lies at each corner, such as the cards of a workshop: with it, a corner is not empty. */
  readonly others?: Readonly<Record<Corner, number>>
}

export interface Imbalance {
  /** Corners at which nothing lies. */
  readonly empty: readonly Corner[]
  /** Purposes that no one authorises. */
  readonly unbacked: readonly string[]
  /** Purposes that are authorised, but with nobody and nothing to do them. */
  readonly undone: readonly string[]
  /** Backers on whom nothing hangs. */
  readonly idleBackers: readonly string[]
  /** Means of which nobody said what for. */
  readonly idleMeans: readonly string[]
}

/**
 * Where the three corners do not carry each other (Moore's test: value, authorisation and capacity fit together). A purpose
 * that no one authorises is told of that alone: what it would be done with is the next question. Nothing at all is three
 * empty corners.
 * @example imbalance({ purposes: [{ id: 'p', backers: [], means: [] }], backers: [], means: [] }).unbacked // ['p']
 */
export function imbalance({ purposes, backers, means, others }: Weighed): Imbalance {
  const lying: Record<Corner, number> = {
    value: purposes.length,
    authorising: backers.length,
    capacity: means.length,
  }
  const ids = (some: readonly { id: string }[]) => some.map(({ id }) => id)
  return {
    empty: CORNERS.filter((corner) => lying[corner] + (others?.[corner] ?? 0) === 0),
    unbacked: ids(purposes.filter((one) => one.backers.length === 0)),
    undone: ids(purposes.filter((one) => one.backers.length > 0 && one.means.length === 0)),
    idleBackers: ids(backers.filter(({ hanging }) => hanging === 0)),
    idleMeans: ids(means.filter(({ uses }) => uses === 0)),
  }
}
