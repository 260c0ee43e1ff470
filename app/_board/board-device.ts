import { createStores, deleteDB, get, getAll, getAllKeys, getAllKeysValues, openDB, transact } from 'lib0/indexeddb'
import * as Y from 'yjs'

/** What pages noted, by where each did. */
export type Notes = ReadonlyMap<string, string>

/** One board's database on this device, laid out as y-indexeddb lays it out. */
export interface BoardDevice {
  /** All changes of the board's document, and what pages noted beside them, as of one moment. */
  read(): Promise<{ readonly updates: readonly Uint8Array[]; readonly notes: Notes }>
  add(update: Uint8Array): void
  note(key: string, text: string): void
  /** Takes away one's own note, and those of others that are still what they were. */
  clearNotes(own: string, others: Notes): Promise<void>
  /** Deletes the database. */
  empty(): Promise<void>
  close(): void
}

// So many changes are written down together anew: each is read again whenever the board is opened.
const MANY = 400

/**
 * Opens a board's database; answers nothing where this device keeps nothing, as some private windows don't. `ended` is called
 * when it takes nothing more: it is full, which it says only some time after it was asked, or another tab, or the browser, has
 * emptied it.
 */
export async function openDevice(name: string, ended: () => void = () => {}): Promise<BoardDevice | undefined> {
  const db = await opened(name).catch(() => undefined)
  if (!db) return undefined
  for (const end of ['abort', 'close', 'versionchange']) db.addEventListener(end, () => ended())
  let many = 0
  /**
   * Writes something down and says that this is all: else a busy page must first hear of it, and a tab that is killed before
   * takes it along.
   */
  const atOnce = (name: 'updates' | 'custom', write: (store: IDBObjectStore) => void) => {
    try {
      const [store] = transact(db, [name])
      if (!store) return
      write(store)
      store.transaction.commit()
    } catch {
      // Whatever fails here would end all hearing of the document: nothing that is written would leave the page any more.
      ended()
    }
  }
  return {
    async read() {
      const [updates, custom] = transact(db, ['updates', 'custom'], 'readonly')
      const [all, noted] = updates && custom ? await Promise.all([getAll(updates), getAllKeysValues(custom)]) : [[], []]
      many = all.length
      return { updates: all as Uint8Array[], notes: new Map(noted.map(({ k, v }) => [String(k), String(v)])) }
    },
    add(update) {
      atOnce('updates', (updates) => updates.add(update))
      many += 1
      if (many < MANY) return
      many = 1
      void writeAnew(db).catch(() => {})
    },
    note: (key, text) => atOnce('custom', (notes) => notes.put(text, key)),
    async clearNotes(own, others) {
      const [notes] = transact(db, ['custom'])
      if (!notes) return
      notes.delete(own)
      for (const [key, text] of others) if ((await get(notes, key)) === text) notes.delete(key)
    },
    empty() {
      db.close()
      return deleteDB(name)
    },
    close: () => db.close(),
  }
}

// A device may refuse by throwing.
const opened = async (name: string) =>
  openDB(name, (db) => createStores(db, [['updates', { autoIncrement: true }], ['custom']]))

/** Writes all changes down as one, whichever tab made them. */
async function writeAnew(db: IDBDatabase): Promise<void> {
  const [updates] = transact(db, ['updates'])
  if (!updates) return
  // Refused it leaves all as it was, and what is written one by one may still be taken.
  updates.transaction.addEventListener('abort', (abort) => abort.stopPropagation())
  const [keys, all] = await Promise.all([getAllKeys(updates), getAll(updates)])
  updates.add(Y.encodeStateAsUpdate(documentOf(all)))
  updates.delete(IDBKeyRange.upperBound(keys.at(-1)))
}

/** A document of its own with all these changes. */
export function documentOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  bringIn(doc, updates)
  return doc
}

/**
 * Brings what a device kept into a document, as nobody's own change. What builds on something that the device refused is left
 * out: the server would take none of it.
 */
export function bringIn(doc: Y.Doc, updates: readonly Uint8Array[], origin?: unknown): void {
  Y.transact(
    doc,
    () => {
      for (const update of updates) Y.applyUpdate(doc, update)
    },
    origin,
    false,
  )
  doc.store.pendingStructs = null
  doc.store.pendingDs = null
}
