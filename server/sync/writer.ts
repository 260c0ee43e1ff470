import type { Entry } from '#db/stored-board.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import type { Appended, Batch, BoardStore } from './store.ts'

export type Ended = { is: 'stored'; seq: number } | { is: 'closed' } | { is: 'contested' }

/** What a board hands in to be stored, and whom to tell. */
export interface Waiting {
  readonly networkId: string
  readonly boardId: SessionId
  readonly entry: Entry
  readonly newClients: Batch['newClients']
  /**
   * How long it may wait for others of its board, to be stored and shown together with them: two thirds of that
   * in small company. Not at all when left out.
   */
  readonly patienceMs?: number
  /**
   * Called once: it is stored for good, as part of this row of the board's log; or the board turned out to be closed, or
   * somebody on it to write under another's client id.
   */
  ended(how: Ended): void
}

// After so much of its patience the first waits no longer if one or two others have come, and if none has, for one alone. Where
// more have, they come so fast that it is worth waiting for the next.
const IN_COMPANY = 2 / 3
const A_RUSH = 4
// So many together cost next to nothing each, and nobody waits for more. While they are stored and shown the next are read: were
// it all at once, each would wait for the other.
const ENOUGH = 64

/**
 * Group commit: whatever gathered during the last commit goes into the next, in one transaction, of one board no more than is worth
 * it. Boards of a commit that failed wait in order and are tried again one by one, ever more slowly up to two seconds, while the
 * others go on: one that can't be stored holds up nobody else, and a store that is away is asked once at a time.
 */
export class Writer {
  readonly #waiting = new Map<SessionId, Waiting[]>()
  /** Boards whose first edit that waits is still patient, and how many are enough. */
  readonly #gathering = new Map<SessionId, number>()
  #bytes = new Map<SessionId, number>()
  #running: Promise<void> | undefined
  /** Boards whose last commit failed, the one to be tried next first. */
  #troubled = new Set<SessionId>()
  #retrying: Promise<void> | undefined
  #failing = false

  constructor(
    readonly store: BoardStore,
    readonly rest: (ms: number) => Promise<void>,
    readonly told: (failing: boolean, error?: unknown) => void = () => {},
    readonly fault: (error: unknown) => void = () => {},
    /** Hears of each commit: the boards' new rows. */
    readonly committed: (seqs: Appended['seqs']) => void = () => {},
  ) {}

  get isFailing(): boolean {
    return this.#failing
  }

  /** How many bytes of a board wait to be stored. */
  waitingBytes = (boardId: SessionId): number => this.#bytes.get(boardId) ?? 0

  hand(waiting: Waiting): void {
    const { boardId, entry, patienceMs = 0 } = waiting
    const before = this.#waiting.get(boardId)
    if (before) before.push(waiting)
    else this.#waiting.set(boardId, [waiting])
    this.#bytes.set(boardId, this.waitingBytes(boardId) + entry.update.length)
    if (!before && patienceMs > 0 && !this.#troubled.has(boardId)) return this.#gather(boardId, waiting, patienceMs)
    const enough = this.#gathering.get(boardId) ?? 0
    if (patienceMs <= 0 || (before?.length ?? 0) >= enough) this.#gathering.delete(boardId)
    if (!this.#gathering.has(boardId)) this.#running ??= this.#run()
  }

  /** Resolves when everything handed in so far is stored. */
  async flushed(): Promise<void> {
    while (this.#gathering.size > 0 || this.#running || this.#retrying) {
      if (this.#gathering.size > 0) this.#running ??= this.#run()
      this.#gathering.clear()
      await Promise.all([this.#running, this.#retrying])
    }
  }

  #gather(boardId: SessionId, first: Waiting, ms: number): void {
    const waiting = () => {
      const all = this.#waiting.get(boardId)
      // It may have been stored meanwhile, and another be patient now.
      return all?.[0] === first && this.#gathering.has(boardId) ? all.length : 0
    }
    const go = () => {
      if (waiting() === 0) return
      this.#gathering.delete(boardId)
      this.#running ??= this.#run()
    }
    this.#gathering.set(boardId, ENOUGH)
    void this.rest(ms * IN_COMPANY).then(() => {
      const are = waiting()
      if (are !== 1 && are < A_RUSH) return go()
      if (are === 1) this.#gathering.set(boardId, 2)
      void this.rest(ms - ms * IN_COMPANY).then(go)
    })
  }

  async #run(): Promise<void> {
    for (;;) {
      // Once everything is heard that has arrived by now, so that what arrives together is stored, and shown, together.
      await new Promise((resolve) => setImmediate(resolve))
      const group = this.#takeOut((boardId) => !this.#troubled.has(boardId) && !this.#gathering.has(boardId))
      if (group.length === 0) break
      await this.#store(group)
    }
    // In the same breath as the loop's end: whatever is handed in from here on starts the next run.
    this.#running = undefined
  }

  async #retry(): Promise<void> {
    for (let failures = 1; this.#troubled.size > 0; ) {
      if (failures > 0) await this.rest(Math.min(2_000, 50 * 2 ** failures))
      const [board] = this.#troubled
      if (!board) break
      // Last in the row until it is stored.
      this.#troubled.delete(board)
      this.#troubled.add(board)
      failures = (await this.#store(this.#takeOut((boardId) => boardId === board))) ? 0 : failures + 1
    }
    this.#retrying = undefined
  }

  #takeOut(isMeant: (boardId: SessionId) => boolean, enough = ENOUGH): Waiting[] {
    const group: Waiting[] = []
    for (const [boardId, all] of this.#waiting) {
      if (!isMeant(boardId)) continue
      // What gathered while the store was away is not to take a thousand commits. One by one: of a long outage it is more than a
      // call can be handed.
      for (const waiting of all.splice(0, Math.max(enough, all.length / 4))) group.push(waiting)
      if (all.length > 0) continue
      this.#waiting.delete(boardId)
      this.#gathering.delete(boardId)
    }
    return group
  }

  #putBack(group: readonly Waiting[]): void {
    for (const boardId of new Set(group.map((waiting) => waiting.boardId))) {
      const first = group.filter((waiting) => waiting.boardId === boardId)
      this.#waiting.set(boardId, [...first, ...(this.#waiting.get(boardId) ?? [])])
      this.#gathering.delete(boardId)
    }
  }

  /** Whether the group is stored; if not it waits before everything else, and is tried again. */
  async #store(group: readonly Waiting[]): Promise<boolean> {
    try {
      const appended = await this.store.append(batchesOf(group))
      for (const { boardId } of group) this.#troubled.delete(boardId)
      this.#tell(this.#troubled.size > 0)
      this.#hear(appended)
      // What builds on something that is not stored must not be stored behind it.
      const { contested } = appended
      const behind =
        contested.size > 0 ? this.#takeOut((boardId) => contested.has(boardId), Number.POSITIVE_INFINITY) : []
      this.#end([...group, ...behind], appended)
      // What came for these boards meanwhile may have been left to the retry.
      this.#running ??= this.#run()
      return true
    } catch (error) {
      this.#putBack(group)
      for (const { boardId } of group) this.#troubled.add(boardId)
      this.#tell(true, error)
      this.#retrying ??= this.#retry()
      return false
    }
  }

  /** Tells each how it ended. Never throws: what is stored must not be stored again because somebody could not hear it. */
  #end(group: readonly Waiting[], appended: Appended): void {
    for (const { boardId, entry, ended } of group) {
      const left = this.waitingBytes(boardId) - entry.update.length
      if (left > 0) this.#bytes.set(boardId, left)
      else this.#bytes.delete(boardId)
      try {
        ended(endOf(boardId, appended))
      } catch (error) {
        this.fault(error)
      }
    }
  }

  #hear({ seqs }: Appended): void {
    try {
      this.committed(seqs)
    } catch (error) {
      this.fault(error)
    }
  }

  #tell(failing: boolean, error?: unknown): void {
    if (failing !== this.#failing) this.told(failing, error)
    this.#failing = failing
  }
}

function endOf(boardId: SessionId, { seqs, contested }: Appended): Ended {
  if (contested.has(boardId)) return { is: 'contested' }
  const seq = seqs.get(boardId)
  // Only what has a number is stored.
  return seq === undefined ? { is: 'closed' } : { is: 'stored', seq }
}

function batchesOf(group: readonly Waiting[]): Batch[] {
  const byBoard = new Map<
    SessionId,
    { networkId: string; entries: Entry[]; newClients: (readonly [number, string])[] }
  >()
  for (const { networkId, boardId, entry, newClients } of group) {
    const batch = byBoard.get(boardId) ?? { networkId, entries: [], newClients: [] }
    batch.entries.push(entry)
    batch.newClients.push(...newClients)
    byBoard.set(boardId, batch)
  }
  return [...byBoard].map(([boardId, batch]) => ({ boardId, ...batch }))
}
