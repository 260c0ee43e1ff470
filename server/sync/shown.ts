import * as Y from 'yjs'
import type { Head, StoredBoard, StoredRows } from '#db/stored-board.ts'

/**
 * What is stored of one board: all that anybody is ever sent. Counts the rows of the log that it holds, so that rows which
 * others stored are noticed to be missing.
 */
export class Shown {
  readonly #doc = new Y.Doc()
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
    Y.applyUpdate(this.#doc, update)
    this.#news.push(update)
    if (seq !== undefined && seq > this.#seq) this.#beyond.add(seq)
    if (seq !== undefined) this.#head = Math.max(this.#head, seq)
    this.#advance()
  }

  /** Adds the rows after the last one held, whoever stored them. */
  takeUp(rows: StoredRows): void {
    applyStored(this.#doc, rows.updates)
    this.#news.push(...rows.updates)
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
  stateVector = (): Uint8Array => Y.encodeStateVector(this.#doc)

  /** What somebody lacks who has this much. Throws when that can't be read. */
  since = (stateVector: Uint8Array): Uint8Array => Y.encodeStateAsUpdate(this.#doc, stateVector)

  /** The state, whole, and the last row it holds; undefined when nothing is new since the last one, or rows are missing. */
  picture(): { seq: number; state: Uint8Array } | undefined {
    if (this.rowsSinceSnapshot === 0 || this.missesRows) return undefined
    this.#kept = this.#seq
    return { seq: this.#seq, state: Y.encodeStateAsUpdateV2(this.#doc) }
  }

  destroy = (): void => this.#doc.destroy()

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
