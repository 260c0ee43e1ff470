import type { Basis } from '#server/vocabulary/backing.ts'
import type { Day } from '#server/vocabulary/day.ts'

/** An authoriser as the calculation needs it. `endsOn`: the day its backing may end, null when none is known. */
export interface Backer {
  readonly id: string
  readonly basis: Basis
  readonly endsOn: Day | null
}

/** Something that hangs on authorisers: it is covered as long as one of them stands. */
export interface Thing {
  readonly id: string
  readonly backers: readonly string[]
}

/**
 * A network's authorisers and what hangs on them. A thing whose id is an authoriser's own is that authoriser: it goes when
 * all whom it hangs on have gone. Ids of nobody in `backers` count for nothing.
 */
export interface Ties {
  readonly backers: readonly Backer[]
  readonly things: readonly Thing[]
}
