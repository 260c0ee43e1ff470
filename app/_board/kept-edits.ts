import { IndexeddbPersistence } from 'y-indexeddb'
import * as Y from 'yjs'
import { type LostWords, lostOf, type Touched } from './not-stored.ts'

/** What of one's own was not stored by the server yet: how many changes, and what they touched. */
export interface Unstored extends Touched {
  readonly count: number
}

/** The board as this device keeps it, so that what was done offline outlives a closed tab. */
export interface KeptEdits {
  /** What an earlier page left unstored; nothing when it left nothing, or this device keeps nothing. */
  readonly left: Promise<Unstored>
  note(unstored: Unstored): void
  /** Whether this device keeps anything at all. */
  isKeeping(): boolean
  /** Removes everything of this board from the device. */
  forget(): void
}

const NOTHING: Unstored = { count: 0, cardIds: [], movedIds: [], groupIds: [] }
const UNSTORED = 'unstored'

/** Keeps a board's document on this device under a name of its person's own. A device that refuses keeps nothing. */
export function keepEdits(doc: Y.Doc, name: string): KeptEdits {
  let kept: IndexeddbPersistence | undefined
  let forgotten = false
  const left = mayKeep().then(async (may) => {
    if (!may || forgotten || doc.isDestroyed) return NOTHING
    kept = new IndexeddbPersistence(name, doc)
    await kept.whenSynced
    return readUnstored(await kept.get(UNSTORED))
  })
  return {
    left: left.catch(() => NOTHING),
    note(unstored) {
      if (!kept || forgotten) return
      const text = JSON.stringify(unstored)
      // A device that is full keeps what it can; the page warns before it is left.
      void (unstored.count === 0 ? kept.del(UNSTORED) : kept.set(UNSTORED, text)).catch(() => {})
    },
    isKeeping: () => kept !== undefined && !forgotten,
    forget() {
      forgotten = true
      void kept?.clearData()
    },
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
    words.push(...lostOf(doc, readUnstored(await kept.get(UNSTORED))))
    await kept.clearData()
    doc.destroy()
  }
  return words
}

function readUnstored(text: unknown): Unstored {
  return typeof text === 'string' ? { ...NOTHING, ...(JSON.parse(text) as Partial<Unstored>) } : NOTHING
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
