import type { Entry } from '#db/stored-board.ts'
import { newId, type SessionId } from '#server/vocabulary/ids.ts'
import type { Appended, Batch, BoardStore } from './store.ts'
import { effort, TOIL } from './toil.ts'

export type Ended = { is: 'stored'; seq: number } | { is: 'closed' } | { is: 'contested' }

/** What a board hands in to be stored, and whom to tell. */
export interface Waiting {
  readonly networkId: string
  readonly boardId: SessionId
  readonly entry: Entry
  readonly newClients: Batch['newClients']
  /**
   * How long it may wait for others of its board, to be stored and shown together with them: two thirds of that
   * in small company, and in a rush until none comes any more. Not at all when left out.
   */
  readonly patienceMs?: number
  /**
   * Called once: it is stored for good, as part of this row of the board's log; or the board turned out to be closed, or
   * somebody on it to write under another's client id.
   */
  ended(how: Ended): void
}

/** What is stored together of one board, under its number. */
interface Parcel {
  readonly no: number
  readonly boardId: SessionId
  readonly all: readonly Waiting[]
}

class HeldBoard extends Error {
  override readonly name = 'HeldBoard'
}

interface Unstored {
  bytes: number
  count: number
  awaited: { count: number; stored(): void }[]
}

// After so much of its patience the first waits no longer if one or two others have come, and if none has, for one alone. Where
// more have, they come so fast that it is worth waiting for the next, until for a moment none comes.
const IN_COMPANY = 2 / 3
const A_RUSH = 4
const LULL_MS = 2
// So many together cost next to nothing each, and nobody waits for more. While they are stored and shown the next are read: were
// it all at once, each would wait for the other.
const ENOUGH = 64
// How long a board that is tried by itself may wait for somebody who holds it: for others in trouble wait for it.
const ALONE_MS = 1_500
const IN_A_ROW_MS = 200

/**
 * Group commit: whatever gathered during the last commit goes into the next, in one transaction, of one board no more than is worth
 * it. Boards of a commit that failed wait in order and are tried again one by one, ever more slowly up to two seconds, while the
 * others go on: one that can't be stored, or that somebody holds, holds up nobody else, and a store that is away is asked once at a
 * time. What failed may be stored all the same, and only its answer be lost: it is tried again as it was, under the number it had.
 */
export class Writer {
  readonly #me = newId()
  #no = 0
  readonly #waiting = new Map<SessionId, Waiting[]>()
  /** Boards whose first edit that waits is still patient, and how many are enough. */
  readonly #gathering = new Map<SessionId, number>()
  /** How much of a board is not stored, and who waits until so much of it is. */
  readonly #unstored = new Map<SessionId, Unstored>()
  #running: Promise<void> | undefined
  /** What failed, by its board, the one to be tried next first. */
  readonly #troubled = new Map<SessionId, Parcel>()
  #retrying: Promise<void> | undefined
  readonly #notStored = new Map<SessionId, 'alone' | 'like all'>()
  /** Boards that were held since anything was stored: where it is more than one, it may be all. */
  readonly #held = new Set<SessionId>()
  #failing = false

  constructor(
    readonly store: BoardStore,
    readonly rest: (ms: number) => Promise<void>,
    readonly told: (failing: boolean, error?: unknown) => void = () => {},
    readonly fault: (error: unknown) => void = () => {},
    /** Hears of each commit: the boards' new rows. */
    readonly committed: (seqs: Appended['seqs']) => void = () => {},
  ) {}

  /**
   * The boards that could not be stored: each alone, for somebody holds it or others were stored meanwhile, or for all that is
   * known like all others. Empty while all is well.
   */
  get notStored(): ReadonlyMap<SessionId, 'alone' | 'like all'> {
    return this.#notStored
  }

  /** How many bytes of a board wait to be stored. */
  waitingBytes = (boardId: SessionId): number => this.#unstored.get(boardId)?.bytes ?? 0

  hand(waiting: Waiting): void {
    const { boardId, entry, patienceMs = 0 } = waiting
    const before = this.#waiting.get(boardId)
    if (before) before.push(waiting)
    else this.#waiting.set(boardId, [waiting])
    const unstored = this.#unstored.get(boardId) ?? { bytes: 0, count: 0, awaited: [] }
    this.#unstored.set(boardId, unstored)
    unstored.bytes += entry.update.length
    unstored.count += 1
    effort.us += entry.update.length * TOIL.newsByte
    if (!before && patienceMs > 0 && !this.#troubled.has(boardId)) return this.#gather(boardId, waiting, patienceMs)
    if (before?.length === A_RUSH && this.#gathering.has(boardId)) void this.#seeRushOut(boardId, before[0] as Waiting)
    const enough = this.#gathering.get(boardId) ?? 0
    if (patienceMs <= 0 || (before?.length ?? 0) >= enough) this.#gathering.delete(boardId)
    if (!this.#gathering.has(boardId)) this.#running ??= this.#run()
  }

  /** Resolves when everything handed in so far of these boards is stored, whatever comes behind it; of all when none is named. */
  async flushed(...boardIds: SessionId[]): Promise<void> {
    const awaited = (boardIds.length > 0 ? boardIds : [...this.#unstored.keys()]).map((boardId) => {
      const unstored = this.#unstored.get(boardId)
      if (!unstored) return undefined
      this.#gathering.delete(boardId)
      return new Promise<void>((stored) => unstored.awaited.push({ count: unstored.count, stored }))
    })
    this.#running ??= this.#run()
    await Promise.all(awaited)
  }

  #gather(boardId: SessionId, first: Waiting, ms: number): void {
    const go = () => this.#go(boardId, first)
    this.#gathering.set(boardId, ENOUGH)
    void this.rest(ms * IN_COMPANY).then(() => {
      const are = this.#waitWith(boardId, first)
      if (are !== 1 && are < A_RUSH) return go()
      if (are === 1) this.#gathering.set(boardId, 2)
      void this.rest(ms - ms * IN_COMPANY).then(go)
    })
  }

  /** Who came in a rush waits until for a moment none comes any more: those who come next are as many again. */
  async #seeRushOut(boardId: SessionId, first: Waiting): Promise<void> {
    for (let [were, are] = [0, A_RUSH]; are > were; ) {
      were = are
      await this.rest(LULL_MS)
      are = this.#waitWith(boardId, first)
    }
    this.#go(boardId, first)
  }

  /** How many wait patiently with the first; none any more once they were stored, and somebody else waits. */
  #waitWith(boardId: SessionId, first: Waiting): number {
    const all = this.#waiting.get(boardId)
    return all?.[0] === first && this.#gathering.has(boardId) ? all.length : 0
  }

  #go(boardId: SessionId, first: Waiting): void {
    if (this.#waitWith(boardId, first) === 0) return
    this.#gathering.delete(boardId)
    this.#running ??= this.#run()
  }

  async #run(): Promise<void> {
    for (;;) {
      // Once everything is heard that has arrived by now, so that what arrives together is stored, and shown, together.
      await new Promise((resolve) => setImmediate(resolve))
      const parcels = this.#takeOut((boardId) => !this.#troubled.has(boardId) && !this.#gathering.has(boardId))
      if (parcels.length === 0) break
      await this.#store(parcels)
    }
    // In the same breath as the loop's end: whatever is handed in from here on starts the next run.
    this.#running = undefined
  }

  async #retry(): Promise<void> {
    for (let failures = 1; this.#troubled.size > 0; ) {
      if (failures > 0) await this.rest(Math.min(2_000, 50 * 2 ** failures))
      const [parcel] = this.#troubled.values()
      if (!parcel) break
      // Last in the row until it is stored.
      this.#troubled.delete(parcel.boardId)
      this.#troubled.set(parcel.boardId, parcel)
      failures = (await this.#store([parcel], this.#troubled.size > 1 ? IN_A_ROW_MS : ALONE_MS)) ? 0 : failures + 1
    }
    this.#retrying = undefined
  }

  #takeOut(isMeant: (boardId: SessionId) => boolean): Parcel[] {
    const parcels: Parcel[] = []
    for (const [boardId, all] of this.#waiting) {
      if (!isMeant(boardId)) continue
      // What gathered while the store was away is not to take a thousand commits.
      parcels.push({ no: ++this.#no, boardId, all: all.splice(0, Math.max(ENOUGH, all.length / 4)) })
      if (all.length > 0) continue
      this.#waiting.delete(boardId)
      this.#gathering.delete(boardId)
    }
    return parcels
  }

  /** Whether these are stored; if not they wait before everything else of their boards. `patienceMs` where they failed before. */
  async #store(parcels: readonly Parcel[], patienceMs?: number): Promise<boolean> {
    try {
      const batches = parcels.map((parcel) => this.#batchOf(parcel))
      const appended = await this.store.append(batches, patienceMs)
      const isHeld = ({ boardId }: Parcel) => appended.held?.has(boardId) ?? false
      if (patienceMs !== undefined && parcels.some(isHeld)) throw new HeldBoard('somebody else holds a board')
      const stored = parcels.filter((parcel) => !isHeld(parcel))
      for (const { boardId } of stored) for (const had of [this.#troubled, this.#notStored]) had.delete(boardId)
      if (stored.length > 0) {
        this.#held.clear()
        for (const boardId of this.#notStored.keys()) this.#notStored.set(boardId, 'alone')
      }
      // For a moment somebody may: that is no failure yet.
      this.#tryAgain(parcels.filter(isHeld))
      this.#tell()
      this.#hear(appended)
      // What builds on something that is not stored must not be stored behind it.
      const behind = [...appended.contested].map((boardId) => this.#takeAll(boardId))
      for (const all of [...stored.map((parcel) => parcel.all), ...behind]) this.#end(all, appended)
      // What came for these boards meanwhile may have been left to the retry.
      this.#running ??= this.#run()
      return true
    } catch (error) {
      this.#tryAgain(parcels)
      for (const { boardId } of parcels) {
        if (error instanceof HeldBoard) this.#held.add(boardId)
        const isAlone = error instanceof HeldBoard && this.#held.size < 2
        this.#notStored.set(boardId, isAlone ? 'alone' : (this.#notStored.get(boardId) ?? 'like all'))
      }
      this.#tell(error)
      return false
    }
  }

  #tryAgain(parcels: readonly Parcel[]): void {
    for (const parcel of parcels) {
      this.#gathering.delete(parcel.boardId)
      this.#troubled.set(parcel.boardId, parcel)
    }
    if (parcels.length > 0) this.#retrying ??= this.#retry()
  }

  #takeAll(boardId: SessionId): readonly Waiting[] {
    const all = this.#waiting.get(boardId) ?? []
    this.#waiting.delete(boardId)
    this.#gathering.delete(boardId)
    return all
  }

  #batchOf({ no, boardId, all }: Parcel): Batch {
    return {
      ...{ by: this.#me, no, boardId, networkId: (all[0] as Waiting).networkId },
      entries: all.map(({ entry }) => entry),
      newClients: all.flatMap(({ newClients }) => newClients),
    }
  }

  /** Tells each how it ended. Never throws: what is stored must not be stored again because somebody could not hear it. */
  #end(all: readonly Waiting[], appended: Appended): void {
    for (const { boardId, entry, ended } of all) {
      const awaited = this.#noteStored(boardId, entry)
      try {
        ended(endOf(boardId, appended))
      } catch (error) {
        this.fault(error)
      }
      for (const { stored } of awaited) stored()
    }
  }

  /** Counts down what is not stored; answers who waited for no more than this. */
  #noteStored(boardId: SessionId, { update }: Entry): Unstored['awaited'] {
    const unstored = this.#unstored.get(boardId)
    if (!unstored) return []
    unstored.bytes -= update.length
    unstored.count -= 1
    if (unstored.count === 0) this.#unstored.delete(boardId)
    // Each board's are stored in the order in which they came.
    for (const one of unstored.awaited) one.count -= 1
    const [first] = unstored.awaited
    if (first?.count !== 0) return []
    const done = unstored.awaited.filter(({ count }) => count === 0)
    unstored.awaited = unstored.awaited.slice(done.length)
    return done
  }

  #hear({ seqs }: Appended): void {
    try {
      this.committed(seqs)
    } catch (error) {
      this.fault(error)
    }
  }

  #tell(error?: unknown): void {
    const failing = this.#notStored.size > 0
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
