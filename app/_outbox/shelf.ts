import { createStore, del, entries, setMany } from 'idb-keyval'
import type { Entry } from './deed.ts'
import type { Shelf } from './outbox.ts'

const KEPT_MS = 30 * 86_400_000

/** The entries of one seat in the browser's own database. Where that is refused, they last as long as the page. */
export function deviceShelf(sessionId: string, seatId: string, nowMs: () => number): Shelf {
  const prefix = `${sessionId} ${seatId} `
  let kept = typeof indexedDB !== 'undefined'
  const store = kept ? createStore('tricorner-outbox', 'entries') : undefined
  const trying = async <Answer>(deed: () => Promise<Answer>, otherwise: Answer): Promise<Answer> => {
    if (!store || !kept) return otherwise
    try {
      return await deed()
    } catch {
      kept = false
      return otherwise
    }
  }
  return {
    kept: () => kept,
    async all() {
      const found = await trying(() => entries<string, Entry>(store), [])
      for (const [at, { madeAtMs }] of found)
        if (madeAtMs < nowMs() - KEPT_MS) await trying(() => del(at, store), undefined)
      return found.filter(([at]) => at.startsWith(prefix)).map(([, entry]) => entry)
    },
    async write(changed, gone) {
      await trying(
        () =>
          setMany(
            changed.map((entry) => [prefix + entry.key, entry]),
            store,
          ),
        undefined,
      )
      for (const { key } of gone) await trying(() => del(prefix + key, store), undefined)
    },
  }
}
