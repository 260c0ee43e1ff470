import * as Y from 'yjs'
import type { Head, StoredBoard, StoredRows } from '#db/stored-board.ts'
import { Frame } from './frame.ts'
import { answerFrame, updateFrame } from './protocol.ts'

// A joiner gets the cached whole and what came since as a second frame, until that is worth a new whole.
const LONGEST_TAIL = 32
const MOST_DIFFERENCES = 8
const NOTHING = Uint8Array.of(0)

/** An update, and the frame that it is sent in: one piece of memory. */
class Answer {
  readonly frame: Frame
  readonly #length: number
  constructor(update: Uint8Array) {
    this.frame = new Frame(answerFrame(update))
    this.#length = update.length
  }
  get update(): Uint8Array {
    return this.frame.message.subarray(-this.#length)
  }
}

/**
 * What is stored of one board: all that anybody is ever sent. Counts the rows of the log that it holds, so that rows which
 * others stored are noticed to be missing.
 */
export class Shown {
  /** Undefined while nobody writes: then `#whole` is all there is, and up to date. */
  #doc: Y.Doc | undefined
  /** The state as everybody is sent it who has nothing yet, and what was added since. */
  #whole: Answer | undefined
  #tail: Uint8Array[] = []
  #stateVector: Uint8Array | undefined
  /** What was sent to those who had this much, by their state vector: they often come back together. */
  readonly #differences = new Map<string, Answer>()
  /** Every row up to this one is held. */
  #seq: number
  /** Rows beyond that one which are held as well: stored from here, while others stored some in between. */
  readonly #beyond = new Set<number>()
  /** The last row that is known to be there. */
  #head: number
  /** The last row that a snapshot holds. */
  #kept: number
  #news: Uint8Array[] = []

  constructor(stored: StoredBoard) {
    this.#doc = new Y.Doc()
    applyStored(this.#doc, stored.updates)
    this.#seq = stored.seq
    this.#head = stored.seq
    this.#kept = stored.seq - stored.rowsSinceSnapshot
  }

  get seq(): number {
    return this.#seq
  }

  /** Whether rows were stored that aren't held: by another server, or the operator's command. */
  get missesRows(): boolean {
    return this.#head > this.#seq
  }

  get rowsSinceSnapshot(): number {
    return this.#seq - this.#kept
  }

  /** Takes note of where the log stands; answers whether rows are missing. */
  heardOf({ seq, snapshotSeq = 0 }: { seq: number } & Partial<Head>): boolean {
    this.#head = Math.max(this.#head, seq)
    if (snapshotSeq <= this.#seq) this.#kept = Math.max(this.#kept, snapshotSeq)
    return this.missesRows
  }

  /** Adds what was stored from here, as part of this row; without one, what a closed board shows though it takes no more. */
  add(update: Uint8Array, seq?: number): void {
    Y.applyUpdate(this.#awake(), update)
    this.#note([update])
    if (seq !== undefined && seq > this.#seq) this.#beyond.add(seq)
    if (seq !== undefined) this.#head = Math.max(this.#head, seq)
    this.#advance()
  }

  /** Adds the rows after the last one held, whoever stored them. */
  takeUp(rows: StoredRows): void {
    applyStored(this.#awake(), rows.updates)
    this.#note(rows.updates)
    this.#seq = Math.max(this.#seq, rows.seq)
    this.#head = Math.max(this.#head, this.#seq)
    this.#advance()
  }

  /** What was added since this was last asked, as one update; undefined when nothing was. */
  news(): Uint8Array | undefined {
    const news = this.#news
    this.#news = []
    return news.length > 1 ? Y.mergeUpdates(news) : news[0]
  }

  /** How much of each client is held. */
  stateVector(): Uint8Array {
    this.#stateVector ??= Y.encodeStateVector(this.#awake())
    return this.#stateVector
  }

  /** How much was held before this, which was added last. */
  stateBefore(update: Uint8Array): Uint8Array {
    const state = Y.decodeStateVector(this.stateVector())
    for (const [client, clock] of Y.parseUpdateMeta(update).from) state.set(client, clock)
    return Y.encodeStateVector(state)
  }

  /** What somebody lacks who has this much. Throws when that can't be read. */
  since(stateVector: Uint8Array): Uint8Array {
    if (this.#doc) return Y.encodeStateAsUpdate(this.#doc, stateVector)
    return Y.diffUpdate(this.#wholeNow().update, stateVector)
  }

  /** The frames that bring somebody here who has this much: shared by all who have the same. Throws when that can't be read. */
  answer(stateVector: Uint8Array): Frame[] {
    if (stateVector.length === 1 && stateVector[0] === 0) return this.#answerNewcomer()
    return [this.#difference(stateVector).frame]
  }

  /** Whether an update is what somebody sends who has all this and nothing more, as nearly everybody does who comes in. */
  isAllKnown(update: Uint8Array): boolean {
    // Such a one tells of no client, and only of what was deleted.
    return update[0] === 0 && Buffer.compare(this.#difference(this.stateVector()).update, update) === 0
  }

  get isAsleep(): boolean {
    return this.#doc === undefined
  }

  /** Keeps the framed state and nothing else, until somebody writes. */
  sleep(): void {
    if (!this.#doc) return
    this.stateVector()
    this.#whole = undefined
    this.#wholeNow()
    this.#doc.destroy()
    this.#doc = undefined
  }

  /** The state, whole, and the last row it holds; undefined when nothing is new since the last one, or rows are missing. */
  picture(): { seq: number; state: Uint8Array } | undefined {
    if (this.rowsSinceSnapshot === 0 || this.missesRows) return undefined
    this.#kept = this.#seq
    return { seq: this.#seq, state: Y.encodeStateAsUpdateV2(this.#awake()) }
  }

  destroy = (): void => this.#doc?.destroy()

  #awake(): Y.Doc {
    if (this.#doc) return this.#doc
    this.#doc = new Y.Doc()
    applyStored(this.#doc, [this.#wholeNow().update])
    return this.#doc
  }

  #note(updates: readonly Uint8Array[]): void {
    this.#news.push(...updates)
    this.#tail.push(...updates)
    if (this.#tail.length > LONGEST_TAIL) this.#whole = undefined
    this.#stateVector = undefined
    this.#differences.clear()
  }

  #difference(stateVector: Uint8Array): Answer {
    const key = Buffer.from(stateVector).toString('latin1')
    const known = this.#differences.get(key)
    if (known) return known
    const answer = new Answer(this.since(stateVector))
    if (this.#differences.size >= MOST_DIFFERENCES) this.#differences.clear()
    this.#differences.set(key, answer)
    return answer
  }

  #answerNewcomer(): Frame[] {
    const { frame } = this.#wholeNow()
    if (this.#tail.length === 0) return [frame]
    if (this.#tail.length > 1) this.#tail = [Y.mergeUpdates(this.#tail)]
    return [frame, new Frame(updateFrame(this.#tail[0] as Uint8Array))]
  }

  #wholeNow(): Answer {
    if (this.#whole) return this.#whole
    this.#whole = new Answer(Y.encodeStateAsUpdate(this.#awake(), NOTHING))
    this.#tail = []
    return this.#whole
  }

  #advance(): void {
    while (this.#beyond.delete(this.#seq + 1)) this.#seq += 1
    for (const seq of this.#beyond) if (seq <= this.#seq) this.#beyond.delete(seq)
  }
}

/** Puts what is stored into a document. What builds on a row that was lost to damage is left out, and handed to nobody. */
export function applyStored(doc: Y.Doc, updates: readonly Uint8Array[]): void {
  doc.transact(() => updates.forEach((update) => void Y.applyUpdate(doc, update)))
  doc.store.pendingStructs = null
  doc.store.pendingDs = null
}
