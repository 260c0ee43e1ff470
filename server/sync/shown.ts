import * as Y from 'yjs'
import type { Head, StoredBoard, StoredRows } from '#db/stored-board.ts'
import { Frame } from './frame.ts'
import { answerFrame, updateFrame } from './protocol.ts'
import { applyStored, putIn } from './put-in.ts'
import { piecesOf } from './seat-shares.ts'
import { effort, TOIL } from './toil.ts'
import { mergeTyped } from './typed-update.ts'

// A joiner gets the cached whole and what came since as a second frame, until that is worth a new whole.
const LONGEST_TAIL = 32
// Each costs little more in a crowd than the first alone.
const MOST_UNREAD = 32
const MOST_DIFFERENCES = 8
const MOST_DIFFERENCE_BYTES = 2 ** 20
// Letters; of a smaller board what somebody lacks is made in no time.
const LARGE = 64 * 2 ** 10
const ROWS_TO_SNAPSHOT = 500
const BYTES_TO_SNAPSHOT = 256 * 2 ** 10
const NOTHING = Uint8Array.of(0)
const NO_MORE = new Frame(answerFrame(Uint8Array.of(0, 0)))

/** A state of the board, and the last row of the log that it holds. */
export interface Picture {
  readonly seq: number
  readonly state: Uint8Array
  /** How much of the log it stands for since the last one. */
  readonly logBytes: number
}

/** An update, and the frame that it is sent in: one piece of memory. */
class Answer {
  readonly frame: Frame
  readonly #length: number
  constructor(update: Uint8Array, framed = answerFrame) {
    this.frame = new Frame(framed(update))
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
  /** Undefined while nobody writes: then `#whole` is there, and lacks no more than what is unread. */
  #doc: Y.Doc | undefined
  /** Stored, and not yet put into the document: many are put in at once, when somebody asks for what it alone can tell. */
  #unread: Uint8Array[] = []
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
  /** The last row that a snapshot holds, and how many bytes of rows came after it. */
  #kept: number
  #logBytes: number
  /** Whether something is stored that could not be put in, because what it builds on was lost to damage. */
  #lacks: boolean
  #news: Uint8Array[] = []

  /** Begins asleep. `doc` holds what is stored, and `lacks` says whether something could not be put in; it isn't kept. */
  constructor(stored: StoredBoard, doc = new Y.Doc(), lacks = applyStored(doc, stored.updates) === 'in part') {
    this.#whole = new Answer(Y.encodeStateAsUpdate(doc), updateFrame)
    this.#stateVector = Y.encodeStateVector(doc)
    this.#lacks = lacks
    this.#seq = stored.seq
    this.#head = stored.seq
    this.#kept = stored.seq - stored.rowsSinceSnapshot
    this.#logBytes = stored.logBytes
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
    if (snapshotSeq <= this.#seq && snapshotSeq > this.#kept) {
      this.#kept = snapshotSeq
      this.#logBytes = 0
    }
    return this.missesRows
  }

  /** Adds what was stored from here, as part of this row; without one, what a closed board shows though it takes no more. */
  add(update: Uint8Array, seq?: number): void {
    this.#unread.push(update)
    this.#note([update])
    if (seq !== undefined && seq > this.#seq) this.#beyond.add(seq)
    if (seq !== undefined) this.#head = Math.max(this.#head, seq)
    this.#advance()
  }

  /** Adds the rows after the last one held, whoever stored them. */
  takeUp(rows: StoredRows): void {
    if (applyStored(this.#awake(), rows.updates) === 'in part') this.#lacks = true
    this.#note(rows.updates)
    this.#seq = Math.max(this.#seq, rows.seq)
    this.#head = Math.max(this.#head, this.#seq)
    this.#advance()
  }

  /** What was added since this was last asked, as one update; undefined when nothing was. */
  news(): Uint8Array | undefined {
    const news = this.#news
    this.#news = []
    const all = news.length > 1 ? (mergeTyped(news) ?? Y.mergeUpdates(news)) : news[0]
    const isMuch = this.#unread.length >= MOST_UNREAD
    // One piece of many is put in at half the cost of each.
    if (all && this.#unread.at(-news.length) === news[0]) this.#unread.splice(-news.length, news.length, all)
    if (isMuch) this.#awake()
    return all
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
    if (!this.isAsleep) return Y.encodeStateAsUpdate(this.#awake(), stateVector)
    const { update } = this.#wholeNow()
    return isNothing(stateVector) ? update : Y.diffUpdate(update, stateVector)
  }

  /**
   * The frames that bring somebody here who has this much: shared by all who have the same. The last of them is the answer,
   * after which they have everything. Throws when that can't be read.
   */
  answer(stateVector: Uint8Array): Frame[] {
    if (isNothing(stateVector) || this.#lacksMost(stateVector)) return this.#answerNewcomer()
    return [this.#difference(stateVector).frame]
  }

  /** Whether an update is what somebody sends who has all this and nothing more, as nearly everybody does who comes in. */
  isAllKnown(update: Uint8Array): boolean {
    // Such a one tells of no client, and only of what was deleted.
    return update[0] === 0 && Buffer.compare(this.#difference(this.stateVector()).update, update) === 0
  }

  get isAsleep(): boolean {
    return this.#doc === undefined && this.#unread.length === 0
  }

  /** Keeps the framed state and nothing else, until somebody writes. */
  sleep(): void {
    if (this.isAsleep) return
    this.stateVector()
    const doc = this.#awake()
    this.#whole = undefined
    this.#wholeNow()
    this.#differences.clear()
    doc.destroy()
    this.#doc = undefined
  }

  /** Whether the log has grown so long since the last snapshot that loading it would take a while. */
  get wantsSnapshot(): boolean {
    return this.rowsSinceSnapshot >= ROWS_TO_SNAPSHOT || this.#logBytes >= BYTES_TO_SNAPSHOT
  }

  /**
   * The state, whole, and the last row it holds; undefined when nothing is new since the last one, or rows are missing, or
   * could not be put in: loading would never look at them again.
   */
  picture(): Picture | undefined {
    if (this.rowsSinceSnapshot === 0 || this.missesRows || this.#lacks) return undefined
    return { seq: this.#seq, state: Y.encodeStateAsUpdateV2(this.#awake()), logBytes: this.#logBytes }
  }

  /** A picture was stored as a snapshot. */
  kept({ seq, logBytes }: Picture): void {
    if (seq <= this.#kept) return
    this.#kept = seq
    this.#logBytes -= logBytes
  }

  destroy = (): void => this.#doc?.destroy()

  #awake(): Y.Doc {
    const unread = this.#unread
    this.#unread = []
    if (this.#doc && unread.length === 0) return this.#doc
    const missing = this.#doc ? unread : [this.#wholeNow().update, ...unread]
    this.#doc ??= new Y.Doc()
    putIn(this.#doc, missing)
    return this.#doc
  }

  #note(updates: readonly Uint8Array[]): void {
    this.#news.push(...updates)
    if (this.#whole) this.#tail.push(...updates)
    this.#logBytes += updates.reduce((sum, update) => sum + update.length, 0)
    this.#stateVector = undefined
    this.#differences.clear()
    if (this.#tail.length <= LONGEST_TAIL) return
    this.#awake()
    this.#whole = undefined
    this.#tail = []
  }

  #difference(stateVector: Uint8Array): Answer {
    const key = Buffer.from(stateVector).toString('latin1')
    const known = this.#differences.get(key)
    if (known) return known
    const answer = new Answer(this.since(stateVector))
    // Off the frame all of it is read.
    effort.us += making(this.#doc, this.#doc ? answer.update : this.#wholeNow().update)
    const bytes = [...this.#differences.values()].reduce((sum, { update }) => sum + update.length, answer.update.length)
    if (this.#differences.size >= MOST_DIFFERENCES || bytes > MOST_DIFFERENCE_BYTES) this.#differences.clear()
    if (answer.update.length <= MOST_DIFFERENCE_BYTES) this.#differences.set(key, answer)
    return answer
  }

  /** Whether somebody lacks more than half of a large board: to make that for them alone would cost more than it saves. */
  #lacksMost(stateVector: Uint8Array): boolean {
    const has = Y.decodeStateVector(stateVector)
    let [all, lacks] = [0, 0]
    for (const [client, clock] of Y.decodeStateVector(this.stateVector())) {
      all += clock
      lacks += Math.max(0, clock - (has.get(client) ?? 0))
    }
    return all > LARGE && lacks > all / 2
  }

  #answerNewcomer(): Frame[] {
    const { frame } = this.#wholeNow()
    if (this.#tail.length > 1) this.#tail = [Y.mergeUpdates(this.#tail)]
    const [tail] = this.#tail
    return [frame, tail ? new Frame(answerFrame(tail)) : NO_MORE]
  }

  #wholeNow(): Answer {
    if (this.#whole) return this.#whole
    const doc = this.#awake()
    this.#whole = new Answer(Y.encodeStateAsUpdate(doc, NOTHING), updateFrame)
    effort.us += making(doc, this.#whole.update)
    this.#tail = []
    return this.#whole
  }

  #advance(): void {
    while (this.#beyond.delete(this.#seq + 1)) this.#seq += 1
    for (const seq of this.#beyond) if (seq <= this.#seq) this.#beyond.delete(seq)
  }
}

/** About how long it takes to make so much out of a document. */
const making = (doc: Y.Doc | undefined, { length }: Uint8Array): number =>
  length * TOIL.madeByte + (doc ? piecesOf(doc) * TOIL.piece : 0)

const isNothing = (stateVector: Uint8Array): boolean => stateVector.length === 1 && stateVector[0] === 0
