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
   * Called once: it is stored for good, as part of this row of the board's log; or the board turned out to be closed, or
   * somebody on it to write under another's client id.
   */
  ended(how: Ended): void
}

/**
 * Group commit: whatever gathered during the last commit goes into the next, in one transaction. Boards of a commit that
 * failed wait in order and are tried again one by one, ever more slowly up to two seconds, while the others go on: one that
 * can't be stored holds up nobody else, and a store that is away is asked once at a time.
 */
export class Writer {
  #waiting: Waiting[] = []
  #bytes = new Map<SessionId, number>()
  #running: Promise<void> | undefined
  /** Boards whose last commit failed, the one to be tried next first. */
  #troubled = new Set<SessionId>()
  #retrying: Promise<void> | undefined
  #failing = false
  #stopped = false

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
    this.#waiting.push(waiting)
    this.#bytes.set(waiting.boardId, this.waitingBytes(waiting.boardId) + waiting.entry.update.length)
    this.#running ??= this.#run()
  }

  /** Resolves when everything handed in so far is stored. */
  async flushed(): Promise<void> {
    while (this.#running || this.#retrying) await Promise.all([this.#running, this.#retrying])
  }

  /** Gives up on what can't be stored. */
  stop(): void {
    this.#stopped = true
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      // Once everything is heard that has arrived by now, so that what arrives together is stored, and shown, together.
      await new Promise((resolve) => setImmediate(resolve))
      const group = this.#takeOut(({ boardId }) => !this.#troubled.has(boardId))
      if (group.length === 0) break
      await this.#store(group)
    }
    // In the same breath as the loop's end: whatever is handed in from here on starts the next run.
    this.#running = undefined
  }

  async #retry(): Promise<void> {
    for (let failures = 1; this.#troubled.size > 0 && !this.#stopped; ) {
      if (failures > 0) await this.rest(Math.min(2_000, 50 * 2 ** failures))
      const [board] = this.#troubled
      if (this.#stopped || !board) break
      // Last in the row until it is stored.
      this.#troubled.delete(board)
      this.#troubled.add(board)
      failures = (await this.#store(this.#takeOut(({ boardId }) => boardId === board))) ? 0 : failures + 1
    }
    this.#retrying = undefined
  }

  #takeOut(isMeant: (waiting: Waiting) => boolean): Waiting[] {
    const group = this.#waiting.filter(isMeant)
    this.#waiting = this.#waiting.filter((waiting) => !isMeant(waiting))
    return group
  }

  /** Whether the group is stored; if not it waits before everything else, and is tried again. */
  async #store(group: readonly Waiting[]): Promise<boolean> {
    try {
      const appended = await this.store.append(batchesOf(group))
      for (const { boardId } of group) this.#troubled.delete(boardId)
      this.#tell(this.#troubled.size > 0)
      this.#hear(appended)
      this.#end(group, appended)
      // What came for these boards meanwhile may have been left to the retry.
      this.#running ??= this.#run()
      return true
    } catch (error) {
      this.#waiting = [...group, ...this.#waiting]
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
