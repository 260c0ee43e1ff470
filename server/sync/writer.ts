import type { Entry } from '#db/stored-board.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import type { Batch, BoardStore } from './store.ts'

/** What a board hands in to be stored, and whom to tell. */
export interface Waiting {
  readonly networkId: string
  readonly boardId: SessionId
  readonly entry: Entry
  readonly newClients: Batch['newClients']
  /** Called once it is stored for good, or when the board turned out to be closed. */
  ended(how: 'stored' | 'closed'): void
}

/**
 * Group commit: whatever gathered during the last commit goes into the next, in one transaction. While the store is away,
 * everything waits in order and is tried again, ever more slowly up to two seconds.
 */
export class Writer {
  #waiting: Waiting[] = []
  #running: Promise<void> | undefined
  #failing = false
  #stopped = false

  constructor(
    readonly store: BoardStore,
    readonly rest: (ms: number) => Promise<void>,
    readonly told: (failing: boolean, error?: unknown) => void = () => {},
  ) {}

  get isFailing(): boolean {
    return this.#failing
  }

  hand(waiting: Waiting): void {
    this.#waiting.push(waiting)
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined
    })
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
        const { closed } = await this.store.append(batchesOf(group))
        failures = 0
        this.#tell(false)
        for (const waiting of group) waiting.ended(closed.has(waiting.boardId) ? 'closed' : 'stored')
      } catch (error) {
        this.#waiting = [...group, ...this.#waiting]
        failures += 1
        this.#tell(true, error)
        await this.rest(Math.min(2_000, 50 * 2 ** failures))
      }
    }
  }

  #tell(failing: boolean, error?: unknown): void {
    if (failing !== this.#failing) this.told(failing, error)
    this.#failing = failing
  }
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
