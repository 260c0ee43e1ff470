import { getAllKeysValues, transact } from 'lib0/indexeddb'
import { clearDocument, IndexeddbPersistence } from 'y-indexeddb'
import * as Y from 'yjs'
import { type LostWords, lostOf, type Unheard } from './not-stored.ts'

/** What of one's own was not stored by the server yet: how many changes, and which. */
export interface Unstored extends Unheard {
  readonly count: number
}

/** The board as this device keeps it, so that what was done offline outlives a closed tab. */
export interface KeptEdits {
  /** What an earlier page left unstored; nothing when it left nothing, or this device keeps nothing. */
  readonly left: Promise<Unstored>
  /** The same, when a device said so only after nobody waited for it any more; else nothing. */
  readonly late: Promise<Unstored>
  note(unstored: Unstored): void
  /** Whether this device keeps anything at all. */
  isKeeping(): boolean
  /** Removes everything of this board from the device. */
  forget(): void
}

const NOTHING: Unstored = { count: 0, cardIds: [], movedIds: [], groupIds: [], since: [], stood: [], taken: [] }
// Each page has a note of its own: two tabs must not write over each other's.
const UNSTORED = 'unstored'

/**
 * Keeps a board's document on this device under a name of its person's own. A device that refuses keeps nothing; `changed` hears
 * when it begins to keep, and when it ends.
 */
export function keepEdits(doc: Y.Doc, name: string, changed: () => void = () => {}): KeptEdits {
  let kept: IndexeddbPersistence | undefined
  let stop = () => {}
  let forgotten = false
  let hasEnded = false
  const own = `${UNSTORED}.${doc.clientID}`
  let earlier: Notes = new Map()
  const opening = mayKeep().then(async (may): Promise<Notes> => {
    if (may && forgotten) await clearDocument(name)
    if (!may || forgotten || doc.isDestroyed) return new Map()
    const board = new IndexeddbPersistence(name, doc)
    await board._db
    kept = board
    // It may be long before a device opens what it kept: by now the line may have ended for good.
    if (forgotten) await board.clearData()
    if (forgotten || doc.isDestroyed) return new Map()
    stop = writeTogether(doc, kept, () => {
      hasEnded = true
      changed()
    })
    changed()
    return board.whenSynced.then(() => readNotes(board))
  })
  const found = opening.then((notes) => {
    earlier = new Map([...notes].filter(([key]) => key !== own))
    return together(earlier)
  })
  let isLate = false
  const left = soon(found).then((inTime) => {
    isLate = inTime === undefined
    return inTime ?? NOTHING
  })
  return {
    left: left.catch(() => NOTHING),
    late: found.then((unstored) => (isLate ? unstored : NOTHING)).catch(() => NOTHING),
    note(unstored) {
      if (!kept || forgotten || hasEnded) return
      // A device that is full keeps what it can; the page warns before it is left.
      const text = JSON.stringify(besideEarlier(unstored, earlier))
      if (unstored.count === 0) void clear(kept, own, earlier).catch(() => {})
      else if (!atOnce(kept, 'custom', (notes) => notes.put(text, own))) void kept.set(own, text).catch(() => {})
      if (unstored.count === 0) earlier = new Map()
    },
    isKeeping: () => kept !== undefined && !forgotten && !hasEnded,
    forget() {
      forgotten = true
      stop()
      void kept?.clearData()
    },
  }
}

const LONGEST_READING_MS = 10_000

/** What a device says; undefined if it does not say so for long: a page that waited for ever would never connect. */
function soon<Said>(said: Promise<Said>): Promise<Said | undefined> {
  let waiting: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<undefined>((resolve) => {
    waiting = setTimeout(() => resolve(undefined), LONGEST_READING_MS)
  })
  return Promise.race([said, late]).finally(() => clearTimeout(waiting))
}

// Each write takes a slow laptop milliseconds: thirty a second, while sixty people type, would be most of its time.
const OTHERS_MS = 1_000

/**
 * Others' edits, which the server has, are written down together, once a second. One's own are written at once, behind those
 * that they may stand on: a tab may be killed at any time. When the device takes nothing more, `ended` is called: another tab may
 * have emptied it, or the browser.
 */
function writeTogether(doc: Y.Doc, kept: IndexeddbPersistence, ended: () => void): () => void {
  const { _storeUpdate: store } = kept
  let theirs: Uint8Array[] = []
  let waiting: ReturnType<typeof setTimeout> | undefined
  const write = (isOwn = false) => {
    clearTimeout(waiting)
    const [first, ...more] = theirs
    ;[waiting, theirs] = [undefined, []]
    const update = first && more.length > 0 ? Y.mergeUpdates([first, ...more]) : first
    if (!update || (isOwn && writeAtOnce(kept, update))) return
    try {
      store(update, undefined)
    } catch {
      // Whatever fails here would end all hearing of the document: nothing that is written would leave the page any more.
      stop()
      ended()
    }
  }
  const changed = (update: Uint8Array, origin: unknown, _doc: Y.Doc, { local }: Y.Transaction) => {
    if (origin === kept) return
    theirs.push(update)
    if (local) write(true)
    else waiting ??= setTimeout(write, OTHERS_MS)
  }
  const stop = () => {
    clearTimeout(waiting)
    doc.off('update', changed)
  }
  doc.off('update', store)
  doc.on('update', changed)
  doc.on('destroy', stop)
  return stop
}

// So many are written down together anew by y-indexeddb itself, with the next that it is handed.
const MANY_WRITES = 400

/** Writes an edit down. False where y-indexeddb is to write it itself. */
function writeAtOnce(kept: IndexeddbPersistence, update: Uint8Array): boolean {
  if (kept._dbsize >= MANY_WRITES || !atOnce(kept, 'updates', (updates) => updates.add(update))) return false
  kept._dbsize += 1
  return true
}

/**
 * Writes something down and says that this is all: else a busy page must first hear of it, and a tab that is killed before takes
 * it along. False where the device doesn't take it.
 */
function atOnce({ db }: IndexeddbPersistence, name: 'updates' | 'custom', write: (store: IDBObjectStore) => void) {
  try {
    const [store] = db ? transact(db, [name]) : []
    if (!store) return false
    write(store)
    store.transaction.commit()
    return true
  } catch {
    return false
  }
}

/**
 * Clears away what this device kept of a board's earlier epochs: since the data came back from a backup, it fits nowhere.
 * Answers what in it was never stored, for its author.
 */
export async function salvageOlder(board: string, name: string): Promise<LostWords[]> {
  const names = ((await indexedDB.databases?.().catch(() => [])) ?? []).map((one) => one.name ?? '')
  const words: LostWords[] = []
  for (const older of names.filter((one) => one.startsWith(`${board}.`) && one !== name)) {
    const doc = new Y.Doc()
    const kept = new IndexeddbPersistence(older, doc)
    await kept.whenSynced
    const left = together(await readNotes(kept))
    words.push(...lostOf(doc, left), ...left.taken)
    await kept.clearData()
    doc.destroy()
  }
  return words
}

/** What pages noted, by where each did. */
type Notes = ReadonlyMap<string, string>

async function readNotes({ db }: IndexeddbPersistence): Promise<Notes> {
  if (!db) return new Map()
  const [custom] = transact(db, ['custom'], 'readonly')
  const all = custom ? await getAllKeysValues(custom) : []
  return new Map(
    all.flatMap(({ k, v }) =>
      String(k).startsWith(UNSTORED) && typeof v === 'string' ? [[String(k), v] as const] : [],
    ),
  )
}

/** What a page notes beside what it found: what others noted stays until all is stored, and counts there. */
export const besideEarlier = (unstored: Unstored, earlier: Notes): Unstored => ({
  ...unstored,
  count: Math.max(0, unstored.count - together(earlier).count),
})

/** What all pages that were open before left unstored. */
export function together(notes: Notes): Unstored {
  const all = [...notes.values()].map((text) => ({ ...NOTHING, ...(JSON.parse(text) as Partial<Unstored>) }))
  return {
    count: all.reduce((sum, { count }) => sum + count, 0),
    cardIds: all.flatMap(({ cardIds }) => cardIds),
    movedIds: all.flatMap(({ movedIds }) => movedIds),
    groupIds: all.flatMap(({ groupIds }) => groupIds),
    since: all.flatMap(({ since }) => since),
    stood: all.flatMap(({ stood }) => stood),
    taken: all.flatMap(({ taken }) => taken),
  }
}

/**
 * The server has what this page and the `earlier` ones did. One of those may be an open tab that went on since: what it notes
 * then is no longer what was read here, and stays.
 */
async function clear(kept: IndexeddbPersistence, own: string, earlier: Notes): Promise<void> {
  await kept.del(own)
  for (const [key, text] of earlier) if ((await kept.get(key)) === text) await kept.del(key)
}

/** Whether this device lets a page keep anything: some private windows don't. */
const mayKeep = (): Promise<boolean> =>
  new Promise((resolve) => {
    try {
      const probe = indexedDB.open('tricorner-probe')
      probe.onsuccess = () => {
        probe.result.close()
        resolve(true)
      }
      probe.onerror = () => resolve(false)
    } catch {
      resolve(false)
    }
  })
