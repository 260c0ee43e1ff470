import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { besideEarlier, keepEdits, together } from './kept-edits.ts'

/** What answers a moment later, as a browser's own does. */
function answering<T>(result: T) {
  const request: { result: T; onsuccess?: (event: { target: { result: T } }) => void } = { result }
  queueMicrotask(() => request.onsuccess?.({ target: request }))
  return request
}

/** As much of a browser's device as a board is kept on, in memory; another tab may empty it. */
function aDevice(reads = true) {
  const stores = { updates: new Map<unknown, unknown>(), custom: new Map<unknown, unknown>() }
  let no = 0
  let isOpen = true
  const storeOf = (rows: Map<unknown, unknown>) => ({
    transaction: { commit() {} },
    add: (value: unknown) => answering(void rows.set(++no, value)),
    put: (value: unknown, key: unknown) => answering(void rows.set(key, value)),
    delete: (key: unknown) => answering(void rows.delete(key)),
    get: (key: unknown) => answering(rows.get(key)),
    getAll: () => (reads ? answering([...rows.values()]) : {}),
    getAllKeys: () => answering([...rows.keys()]),
    count: () => answering(rows.size),
    openKeyCursor: () => answering(null),
  })
  const db = {
    close() {
      isOpen = false
    },
    transaction() {
      if (!isOpen) throw new DOMException('The database connection is closing.', 'InvalidStateError')
      return { objectStore: (name: keyof typeof stores) => storeOf(stores[name]) }
    },
  }
  const open = (name: string) => answering(name.startsWith('tricorner.') ? db : { close() {} })
  vi.stubGlobal('indexedDB', { open })
  vi.stubGlobal('IDBKeyRange', { lowerBound: () => undefined, upperBound: () => undefined })
  return { stores, emptied: () => db.close() }
}

const UNSTORED = { count: 1, cardIds: ['anna.1'], movedIds: [], groupIds: [], since: [], stood: [], taken: [] }

async function aPage() {
  const device = aDevice()
  const doc = new Y.Doc()
  const kept = keepEdits(doc, 'tricorner.board.anna.1')
  await kept.left
  const sent: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => sent.push(update))
  const write = () => doc.getMap('places').set('anna.1', sent.length)
  return { ...device, kept, sent, write }
}

test('what is written is on the device, and noted as not stored, before anything else happens', async () => {
  const { stores, kept, write } = await aPage()
  const had = stores.updates.size
  kept.note(UNSTORED)
  write()
  expect([[...stores.custom.values()], stores.updates.size]).toEqual([[JSON.stringify(UNSTORED)], had + 1])
})

test('when another tab, or the browser, empties the device, what is written still leaves the page', async () => {
  const { kept, sent, write, emptied } = await aPage()
  write()
  expect([kept.isKeeping(), sent.length]).toEqual([true, 1])
  emptied()
  for (let no = 0; no < 3; no += 1) {
    kept.note(UNSTORED)
    write()
  }
  expect([kept.isKeeping(), sent.length]).toEqual([false, 4])
})

test.each(['is never opened', 'is opened and never read'] as const)(
  'a device that %s keeps no page from its board',
  async (how) => {
    vi.useFakeTimers()
    aDevice(false)
    if (how === 'is never opened') vi.stubGlobal('indexedDB', { open: () => ({}) })
    const { left } = keepEdits(new Y.Doc(), 'tricorner.board.anna.1')
    await vi.advanceTimersByTimeAsync(10_000)
    expect((await left).count).toBe(0)
    vi.useRealTimers()
  },
)

test('what tabs did offline one after another is counted once, however often one is killed', () => {
  const notes = new Map<string, string>()
  /** A page that finds what was noted, does so many changes more, and is killed. */
  const aPage = (page: string, changes: number) => {
    const found = new Map(notes)
    const unstored = together(found)
    for (let done = 1; done <= changes; done += 1)
      notes.set(page, JSON.stringify(besideEarlier({ ...unstored, count: unstored.count + done }, found)))
  }
  aPage('first', 5)
  aPage('second', 2)
  aPage('third', 1)
  expect(together(notes).count).toBe(8)
})

test('what is taken back while earlier changes wait is noted, and is no change itself', () => {
  const earlier = new Map([['first', JSON.stringify({ count: 5, cardIds: ['anna.1'] })]])
  const taken = [{ cardId: 'anna.1', text: 'Young people first' }]
  expect(besideEarlier({ ...together(earlier), count: 1, taken }, earlier)).toMatchObject({ count: 0, taken })
})
