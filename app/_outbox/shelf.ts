import { entries as allEntries, createStore, del, set, setMany } from 'idb-keyval'
import type { Entry } from './deed.ts'
import type { Shelf } from './outbox.ts'

const KEPT_MS = 30 * 86_400_000

/** The beginning of all names that one seat's things have on a device. */
export const placeOf = (sessionId: string, seatId: string) => `${sessionId} ${seatId} `

/**
 * What of all that a browser keeps belongs to a seat: its own, and what it was left with by seats that were made one with it
 * while this device could not send. `moved` says what lies under an earlier seat's name, and where it belongs now.
 */
export function takeUp(
  found: readonly (readonly [at: string, entry: Entry])[],
  place: string,
  earlier: readonly string[],
): { entries: Entry[]; moved: { from: string; to: string; entry: Entry }[] } {
  const moved = found.flatMap(([at, entry]) =>
    earlier.some((was) => at.startsWith(was)) ? [{ from: at, to: place + entry.key, entry }] : [],
  )
  const own = found.filter(([at]) => at.startsWith(place)).map(([, entry]) => entry)
  return { entries: [...moved.map(({ entry }) => entry), ...own], moved }
}

/**
 * The entries of one seat in the browser's own database, and those of `earlier` seats that were made one with it. Where that is
 * refused, they last as long as the page.
 */
export function deviceShelf(
  sessionId: string,
  seatId: string,
  nowMs: () => number,
  earlier: readonly string[] = [],
): Shelf {
  const prefix = placeOf(sessionId, seatId)
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
      const found = await trying(() => allEntries<string, Entry>(store), [])
      for (const [at, { madeAtMs }] of found)
        if (madeAtMs < nowMs() - KEPT_MS) await trying(() => del(at, store), undefined)
      const { entries, moved } = takeUp(
        found,
        prefix,
        earlier.map((was) => placeOf(sessionId, was)),
      )
      for (const { from, to, entry } of moved)
        await trying(() => set(to, entry, store).then(() => del(from, store)), undefined)
      return entries
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
