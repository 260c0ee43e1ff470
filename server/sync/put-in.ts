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
