import type { Seat, SeatAsked } from '#server/auth/seat.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

type Stamps = (sessionIds: readonly SessionId[]) => Promise<ReadonlyMap<SessionId, string>>

const keyOf = ({ seatId, via }: SeatAsked): string => `${seatId} ${via ?? ''}`

/** Who holds which seat of a session, as it was read since its rights were last looked at. */
export class Holders {
  readonly #seats = new Map<string, Seat>()

  get = (asked: SeatAsked): Seat | undefined => this.#seats.get(keyOf(asked))

  /** Only what a signed seat alone is answered with: whoever convenes, or was merged into another's, is asked about each time. */
  note(asked: SeatAsked, seat: Seat | null): void {
    if (seat?.kind === 'participant' && seat.id === asked.seatId) this.#seats.set(keyOf(asked), seat)
  }
}

/**
 * Notices sessions whose rules or rights have changed though nobody told: a word stands for them, and is asked for again. As long
 * as it is the same and nobody told of a change, who holds a seat need not be read again.
 */
export class Rights {
  readonly #known = new Map<SessionId, { stamp: string; holders: Holders }>()
  #looking = 0

  constructor(readonly stamps: Stamps = async () => new Map()) {}

  /**
   * Who is known to hold a session's seats; undefined while nobody looks after it. A list is thrown away at the first word of a
   * change, and whoever is noted on it by a reading that began before is found by nobody.
   */
  holders = (sessionId: SessionId): Holders | undefined => this.#known.get(sessionId)?.holders

  /** Somebody told of a change. */
  forget(sessionId: SessionId): void {
    const known = this.#known.get(sessionId)
    if (known) known.holders = new Holders()
  }

  /**
   * Acts on those of these sessions that stand otherwise than they did, or are gone. One that is new here was read just now.
   * One that can't be acted on is tried again next time; then this throws, after all others.
   */
  async changedIn(sessionIds: readonly SessionId[], act: (sessionId: SessionId) => Promise<void>): Promise<void> {
    if (sessionIds.length === 0) return this.#known.clear()
    // What can't be looked after is not believed: a database may also never answer.
    if (this.#looking > 0) this.#forgetAll()
    this.#looking += 1
    try {
      await this.#look(sessionIds, act)
    } finally {
      this.#looking -= 1
    }
  }

  async #look(sessionIds: readonly SessionId[], act: (sessionId: SessionId) => Promise<void>): Promise<void> {
    const stamps = await this.stamps(sessionIds).catch((error) => {
      this.#forgetAll()
      throw error
    })
    for (const id of this.#known.keys()) if (!sessionIds.includes(id)) this.#known.delete(id)
    const look = async (id: SessionId) => {
      const [before, now] = [this.#known.get(id), stamps.get(id)]
      if (before && before.stamp !== now) {
        this.forget(id)
        await act(id)
      }
      if (now === undefined) this.#known.delete(id)
      else if (before?.stamp !== now) this.#known.set(id, { stamp: now, holders: new Holders() })
    }
    const failed = (await Promise.allSettled(sessionIds.map(look))).find((one) => one.status === 'rejected')
    if (failed) throw failed.reason
  }

  #forgetAll(): void {
    for (const id of this.#known.keys()) this.forget(id)
  }
}
