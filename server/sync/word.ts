import type * as Y from 'yjs'
import { correctPartners, type Facts, publish, type ShownView } from '#server/board/publish.ts'

/** What a session lets its board know. */
export interface RoomFacts extends Facts {
  readonly showsNames: boolean
  readonly views: readonly ShownView[]
}

/**
 * What the session says, and whether its board may not be in line with it yet: the server over which it was changed puts it
 * there; any other does so only when nobody has for a whole round.
 */
export class Word {
  #facts: RoomFacts
  #isOwed: 'no' | 'since now' | 'since before' = 'no'

  constructor(facts: RoomFacts) {
    this.#facts = facts
  }

  get facts(): RoomFacts {
    return this.#facts
  }

  /** Goes by what the session says now; answers whether that is no older than what it said before. */
  hear(facts: RoomFacts): boolean {
    // Two that were read at once may arrive the wrong way round.
    if (facts.stepNo < this.#facts.stepNo) return false
    this.#facts = facts
    this.#isOwed = 'since now'
    return true
  }

  /** Once a round: whether a whole round has passed since something was heard and not written. */
  isOverdue(): boolean {
    if (this.#isOwed === 'since now') this.#isOwed = 'since before'
    else if (this.#isOwed === 'since before') return true
    return false
  }

  /** Puts on the board what isn't there yet of what the session shows. */
  write(doc: Y.Doc): void {
    this.#isOwed = 'no'
    const { views } = this.#facts
    publish(doc, this.#facts, views)
    correctPartners(doc, new Map(views.map(({ seatId, partnerId }) => [seatId, partnerId])))
  }
}
