import type * as Y from 'yjs'
import { correctPartners, type Facts, publish, type ShownView } from '#server/board/publish.ts'

/** What a session lets its board know. */
export interface RoomFacts extends Facts {
  readonly showsNames: boolean
  readonly views: readonly ShownView[]
}

// Most of a round: what another server hasn't written by then, it won't.
const OVERDUE_MS = 1_500

/**
 * What the session says, and whether its board may not be in line with it yet: the server over which it was changed puts it
 * there; any other does so only when nobody has for a whole round.
 */
export class Word {
  #facts: RoomFacts
  /** What was heard and not written, and since which round. */
  #owed: { sinceMs: number | undefined } | undefined

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
    this.#owed = { sinceMs: undefined }
    return true
  }

  /** Whether a whole round has passed since something was heard and not written. Asked once a round, or oftener. */
  isOverdue(nowMs: number): boolean {
    if (!this.#owed) return false
    this.#owed.sinceMs ??= nowMs
    return nowMs - this.#owed.sinceMs >= OVERDUE_MS
  }

  /** Puts on the board where the session stands, which may be said twice without harm. Its views are still owed. */
  writeFacts(doc: Y.Doc): void {
    this.#owed = { sinceMs: undefined }
    publish(doc, this.#facts, [])
  }

  /** Puts on the board what isn't there yet of what the session shows. */
  write(doc: Y.Doc): void {
    this.#owed = undefined
    const { views } = this.#facts
    publish(doc, this.#facts, views)
    correctPartners(doc, new Map(views.map(({ seatId, partnerId }) => [seatId, partnerId])))
  }
}
