import type { SessionId } from '#server/vocabulary/ids.ts'

type Stamps = (sessionIds: readonly SessionId[]) => Promise<ReadonlyMap<SessionId, string>>

/** Notices sessions whose rules or rights have changed though nobody told: a word stands for them, and is asked for again. */
export class Rights {
  #known: ReadonlyMap<SessionId, string> = new Map()

  constructor(readonly stamps: Stamps = async () => new Map()) {}

  /** Those of these sessions that stand otherwise than they did when last asked about. One that is new here was read just now. */
  async changedIn(sessionIds: readonly SessionId[]): Promise<SessionId[]> {
    if (sessionIds.length === 0) return []
    const before = this.#known
    this.#known = await this.stamps(sessionIds)
    return [...this.#known].flatMap(([id, stamp]) => ((before.get(id) ?? stamp) === stamp ? [] : [id]))
  }
}
