import { vi } from 'vitest'
import * as Y from 'yjs'
import { atTheEnd } from '#server/sync/a-stage.ts'
import { followOwn } from './not-stored.ts'

/** What one board's database holds. */
export interface Rows {
  readonly updates: Map<number, Uint8Array>
  readonly custom: Map<string, string>
}

interface Write {
  readonly act: () => unknown
  readonly length: number
}
type Key = number | string | { readonly upTo: number }

/** As much of a browser's own database as boards are kept in, in memory. A transaction that doesn't say that it is done waits. */
export function aDevice(kept: Readonly<Record<string, Rows>> = {}) {
  const boards = new Map(Object.entries(kept))
  const open = new Set<Connection>()
  let no = 1_000
  const how = {
    /** Until when it opens nothing, and reads nothing of a board. */
    opens: Promise.resolve() as Promise<unknown>,
    reads: (_name: string): Promise<unknown> => Promise.resolve(),
    /** How long a change, or a note, it still takes. */
    most: Number.POSITIVE_INFINITY,
    /** How often it was asked for something, and refused. */
    asked: 0,
    refused: 0,
  }
  class Connection extends EventTarget {
    onversionchange?: () => void
    constructor(
      readonly name: string,
      readonly rows: Rows,
    ) {
      super()
      open.add(this)
    }
    close() {
      open.delete(this)
    }
    transaction() {
      how.asked += 1
      if (!open.has(this)) throw new DOMException('The database connection is closing.', 'InvalidStateError')
      const writes: Write[] = []
      const commit = () => {
        const all = writes.splice(0)
        // A device that is full says so only after it was told that this is all.
        if (all.some(({ length }) => length > how.most)) queueMicrotask(refuse)
        else for (const { act } of all) act()
      }
      setTimeout(commit)
      const transaction = Object.assign(new EventTarget(), { commit })
      // Who listens to the connection hears of it behind who listens to the transaction.
      const refuse = () => {
        how.refused += 1
        const abort = new Event('abort', { bubbles: true })
        transaction.dispatchEvent(abort)
        if (!abort.cancelBubble) this.dispatchEvent(new Event('abort'))
      }
      const objectStore = (name: keyof Rows) => ({
        ...this.#store(this.rows[name] as Map<unknown, unknown>, writes),
        transaction,
      })
      return { objectStore }
    }
    #store(rows: Map<unknown, unknown>, writes: Write[]) {
      const write = (act: () => unknown) => answering(() => void writes.push({ act, length: 0 }))
      const put = (value: { length: number }, key: () => unknown) =>
        void writes.push({ act: () => rows.set(key(), value), length: value.length })
      const read = <T>(what: () => T) => answering(what, how.reads(this.name))
      return {
        add: (value: Uint8Array) => put(value, () => ++no),
        put: (value: string, key: string) => put(value, () => key),
        delete: (key: Key) => {
          const isMeant = (one: unknown) => (typeof key === 'object' ? Number(one) <= key.upTo : one === key)
          return write(() => [...rows.keys()].filter(isMeant).forEach((one) => void rows.delete(one)))
        },
        get: (key: unknown) => read(() => rows.get(key)),
        getAll: () => read(() => [...rows.values()]),
        getAllKeys: () => read(() => [...rows.keys()]),
      }
    }
  }
  /** Another tab empties a board, which is asked for, or the browser, which says so when it is done, or nobody says so. */
  const emptied = (name: string, how?: 'versionchange' | 'close') => {
    boards.delete(name)
    for (const connection of [...open.keys()].filter((one) => one.name === name)) {
      if (how === 'versionchange') connection.onversionchange?.()
      else connection.close()
      if (how) connection.dispatchEvent(new Event(how))
    }
  }
  const inMemory = {
    open: (name: string) =>
      answering(() => {
        const rows: Rows = boards.get(name) ?? { updates: new Map(), custom: new Map() }
        boards.set(name, rows)
        return new Connection(name, rows)
      }, how.opens),
    deleteDatabase: (name: string) => answering(() => emptied(name, 'versionchange')),
    databases: async () => [...boards.keys()].map((name) => ({ name })),
  }
  vi.stubGlobal('indexedDB', inMemory)
  vi.stubGlobal('IDBKeyRange', { upperBound: (upTo: number) => ({ upTo }) })
  atTheEnd(() => void vi.unstubAllGlobals())
  return { how, boards, emptied }
}

/** What answers a moment later. */
function answering<T>(result: () => T, after: Promise<unknown> = Promise.resolve()) {
  const request: { onsuccess?: (event: { target: { result: T } }) => void } = {}
  void after.then(() => {
    const answer = result()
    request.onsuccess?.({ target: { result: answer } })
  })
  return request
}

/** What a tab leaves on its device that is killed after this was done in it, and before it heard that the server has it. */
export function leftBy(act: (doc: Y.Doc) => void): Rows {
  const doc = new Y.Doc()
  const own = followOwn(doc, () => {})
  act(doc)
  return {
    updates: new Map([[1, Y.encodeStateAsUpdate(doc)]]),
    custom: new Map([[`unstored.${doc.clientID}`, JSON.stringify({ ...own.unheard(), count: 1 })]]),
  }
}

/** A promise that is kept when the test says so. */
export function once() {
  let now = () => {}
  const done = new Promise<void>((resolve) => {
    now = resolve
  })
  return { done, now }
}
