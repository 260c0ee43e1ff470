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
 * Group commit: whatever gathered during the last commit goes into the next, in one transaction. While the store is away,
 * everything waits in order and is tried again, ever more slowly up to two seconds.
 */
export class Writer {
  #waiting: Waiting[] = []
  #bytes = new Map<SessionId, number>()
  #running: Promise<void> | undefined
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
    while (this.#running) await this.#running
  }

  /** Gives up on what can't be stored. */
  stop(): void {
    this.#stopped = true
  }

  async #run(): Promise<void> {
    // One turn later, so that what arrives together is stored together.
    await Promise.resolve()
    for (let failures = 0; this.#waiting.length > 0 && !this.#stopped; ) {
      const group = this.#waiting
      this.#waiting = []
      try {
        const appended = await this.store.append(batchesOf(group))
        failures = 0
        this.#tell(false)
        this.#hear(appended)
        this.#end(group, appended)
      } catch (error) {
        this.#waiting = [...group, ...this.#waiting]
        failures += 1
        this.#tell(true, error)
        await this.rest(Math.min(2_000, 50 * 2 ** failures))
      }
    }
    // In the same breath as the loop's end: whatever is handed in from here on starts the next run.
    this.#running = undefined
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
