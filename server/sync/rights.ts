import type { SessionId } from '#server/vocabulary/ids.ts'

type Stamps = (sessionIds: readonly SessionId[]) => Promise<ReadonlyMap<SessionId, string>>

/** Notices sessions whose rules or rights have changed though nobody told: a word stands for them, and is asked for again. */
export class Rights {
  readonly #known = new Map<SessionId, string>()

  constructor(readonly stamps: Stamps = async () => new Map()) {}

  /**
   * Acts on those of these sessions that stand otherwise than they did, or are gone. One that is new here was read just now.
   * One that can't be acted on is tried again next time; then this throws, after all others.
   */
  async changedIn(sessionIds: readonly SessionId[], act: (sessionId: SessionId) => Promise<void>): Promise<void> {
    if (sessionIds.length === 0) return this.#known.clear()
    const stamps = await this.stamps(sessionIds)
    for (const id of this.#known.keys()) if (!sessionIds.includes(id)) this.#known.delete(id)
    const look = async (id: SessionId) => {
      const [before, now] = [this.#known.get(id), stamps.get(id)]
      if (before !== undefined && before !== now) await act(id)
      if (now === undefined) this.#known.delete(id)
      else this.#known.set(id, now)
    }
    const failed = (await Promise.allSettled(sessionIds.map(look))).find((one) => one.status === 'rejected')
    if (failed) throw failed.reason
  }
}
