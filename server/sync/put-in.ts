import * as Y from 'yjs'

/** Puts what is stored into a document. What builds on a row that was lost to damage is left out, and handed to nobody. */
export function applyStored(doc: Y.Doc, updates: readonly Uint8Array[]): 'whole' | 'in part' {
  putIn(doc, updates)
  const waits = (doc.store.pendingStructs ?? doc.store.pendingDs) !== null
  doc.store.pendingStructs = null
  doc.store.pendingDs = null
  return waits ? 'in part' : 'whole'
}

/** Puts updates into a document at once: each by itself would be told of, and tidied up after. */
export const putIn = (doc: Y.Doc, updates: readonly Uint8Array[]): void =>
  doc.transact(() => updates.forEach((update) => void Y.applyUpdate(doc, update)))

/**
 * Puts updates into a document one by one, and tidies up after all of them at once: that takes as long as several updates, and
 * grows with everybody who ever wrote. What is put in stands in the document at once; whoever writes to it otherwise, or asks it
 * for its state, ends this first.
 */
export class Sitting {
  #transaction: Y.Transaction | undefined
  #count = 0

  constructor(readonly doc: Y.Doc) {}

  /** How many were put in since it was last tidied. */
  get count(): number {
    return this.#count
  }

  putIn(update: Uint8Array): void {
    this.#transaction ??= new Y.Transaction(this.doc, null, false)
    this.#count += 1
    this.doc._transaction = this.#transaction
    try {
      Y.applyUpdate(this.doc, update)
    } finally {
      this.doc._transaction = null
    }
  }

  end(): void {
    const transaction = this.#transaction
    if (!transaction) return
    this.#transaction = undefined
    this.#count = 0
    // Yjs tidies up after every transaction of the row of which the first one has ended.
    this.doc.transact(() => void this.doc._transactionCleanups.push(transaction))
  }
}
