import { IndexeddbPersistence } from 'y-indexeddb'
import type * as Y from 'yjs'

/** What of one's own was not stored by the server yet: how many changes, and which cards they touched. */
export interface Unstored {
  readonly count: number
  readonly cardIds: readonly string[]
}

/** The board as this device keeps it, so that what was done offline outlives a closed tab. */
export interface KeptEdits {
  /** What an earlier page left unstored; nothing when it left nothing, or this device keeps nothing. */
  readonly left: Promise<Unstored>
  note(unstored: Unstored): void
  /** Removes everything of this board from the device. */
  forget(): void
}

const NOTHING: Unstored = { count: 0, cardIds: [] }
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
    forget() {
      forgotten = true
      void kept?.clearData()
    },
  }
}

function readUnstored(text: unknown): Unstored {
  if (typeof text !== 'string') return NOTHING
  const { count, cardIds } = JSON.parse(text) as Partial<Unstored>
  return { count: count ?? 0, cardIds: cardIds ?? [] }
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
