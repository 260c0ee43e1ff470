import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { until } from '#server/sync/a-stage.ts'
import { aDevice, once, type Rows } from './a-device.ts'
import { documentOf, openDevice } from './board-device.ts'
import { besideEarlier, keepEdits, together, type Unstored } from './kept-edits.ts'

const UNSTORED = { count: 1, cardIds: ['anna.1'], movedIds: [], groupIds: [], since: [], stood: [], taken: [] }
const BOARD = 'tricorner.board.anna.1'

/** A page whose board is kept on this device. */
async function aPage(device: ReturnType<typeof aDevice>) {
  const doc = new Y.Doc()
  const said: boolean[] = []
  const found: Unstored[] = []
  const hears = {
    changed: () => void said.push(kept.isKeeping()),
    found: (one: Unstored) => void found.push(one),
    lost() {},
  }
  const kept = keepEdits(doc, BOARD, hears)
  await kept.ready
  const sent: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => sent.push(update))
  const rows = device.boards.get(BOARD) as Rows
  const write = () => doc.getMap('places').set('anna.1', sent.length)
  return { doc, kept, said, found, sent, rows, write }
}

test('what is written is on the device, and noted as not stored, before anything else happens', async () => {
  const { rows, kept, write } = await aPage(aDevice())
  kept.note(UNSTORED)
  write()
  expect([[...rows.custom.values()], rows.updates.size]).toEqual([[JSON.stringify(UNSTORED)], 1])
})

test.each([
  ['another tab', 'versionchange'],
  ['the browser', 'close'],
] as const)(
  'when %s empties the device that is said at once, and what is written still leaves the page',
  async (_who, how) => {
    const device = aDevice()
    const { kept, said, sent, write } = await aPage(device)
    write()
    expect([kept.isKeeping(), said, sent.length]).toEqual([true, [true], 1])
    device.emptied(BOARD, how)
    await until(() => said.length === 2)
    expect([kept.isKeeping(), said]).toEqual([false, [true, false]])
    for (let no = 0; no < 3; no += 1) {
      kept.note(UNSTORED)
      write()
    }
    expect([said.length, sent.length]).toEqual([2, 4])
  },
)

test('a device that takes nothing of a sudden is said so with the next that is written, which still leaves the page', async () => {
  const device = aDevice()
  const { kept, said, sent, write } = await aPage(device)
  device.emptied(BOARD)
  write()
  kept.note(UNSTORED)
  write()
  expect([said, sent.length]).toEqual([[true, false], 2])
})

test('a device that another tab empties while it is read is asked for nothing more, and what is written leaves the page', async () => {
  const device = aDevice({ [BOARD]: { updates: new Map(), custom: new Map() } })
  const { done, now } = once()
  device.how.reads = () => done
  const page = aPage(device)
  await until(() => device.how.asked === 1)
  device.emptied(BOARD, 'versionchange')
  now()
  const { kept, sent, write } = await page
  const asked = device.how.asked
  write()
  expect([kept.isKeeping(), sent.length, device.how.asked]).toEqual([false, 1, asked])
})

test('a page that was left before its device opened takes nothing from it', async () => {
  const device = aDevice()
  const { done, now } = once()
  device.how.opens = done
  const doc = new Y.Doc()
  const heard: string[] = []
  const hears = { changed: () => void heard.push('changed'), found: () => void heard.push('found'), lost() {} }
  const { ready } = keepEdits(doc, BOARD, hears)
  doc.destroy()
  now()
  await ready
  expect(heard).toEqual([])
})

test('a device that is full is soon said to keep nothing more, and what is written still leaves the page', async () => {
  const device = aDevice()
  const { kept, said, sent, rows, write } = await aPage(device)
  device.how.most = 0
  kept.note(UNSTORED)
  write()
  await until(() => !kept.isKeeping())
  write()
  expect([said, sent.length, rows.updates.size, rows.custom.size]).toEqual([[true, false], 2, 0, 0])
})

test.each(['is never opened', 'is opened and never read'] as const)(
  'a device that %s keeps no page from its board, and is not said to keep it',
  async (how) => {
    vi.useFakeTimers()
    const { how: does } = aDevice()
    const never = once().done
    if (how === 'is never opened') does.opens = never
    else does.reads = () => never
    const hears = { changed() {}, found() {}, lost() {} }
    const { ready, isKeeping } = keepEdits(new Y.Doc(), BOARD, hears)
    await vi.advanceTimersByTimeAsync(10_000)
    await ready
    expect(isKeeping()).toBe(false)
    vi.useRealTimers()
  },
)

test('a private window that refuses, and a copy that is damaged, keep no page from its board', async () => {
  const damaged = { updates: new Map([[1, new Uint8Array([9, 9, 9])]]), custom: new Map([['unstored.7', '{}']]) }
  const device = aDevice({ [BOARD]: damaged })
  const { kept, said, write, sent } = await aPage(device)
  write()
  expect([said.at(-1), sent.length]).toEqual([false, 1])
  // Nobody has read it: it stays.
  kept.note({ ...UNSTORED, count: 0 })
  kept.forget('once told')
  const later = await openDevice(BOARD)
  later?.note('unstored.8', '{}')
  await later?.clearNotes('unstored.8', new Map())
  await until(() => !damaged.custom.has('unstored.8'))
  expect(device.boards.get(BOARD)).toBe(damaged)
  expect(damaged.custom.size).toBe(1)
  vi.stubGlobal('indexedDB', {
    open() {
      throw new DOMException('The operation is insecure.', 'SecurityError')
    },
  })
  const refusing = keepEdits(new Y.Doc(), BOARD, { changed() {}, found() {}, lost() {} })
  await refusing.ready
  expect(refusing.isKeeping()).toBe(false)
})

test('what is written all day long is read again whole, and from few pieces', async () => {
  const device = aDevice()
  const { doc, rows } = await aPage(device)
  const cards = doc.getMap('cards')
  for (let no = 0; no < 399; no += 1) cards.set(`anna.${no % 7}`, no)
  // Of another tab, which this one has not heard of.
  const other = new Y.Doc()
  other.getMap('cards').set('anna.other', 'From another tab')
  rows.updates.set(500, Y.encodeStateAsUpdate(other))
  expect(rows.updates.size).toBe(400)
  cards.set('anna.last', 'The last of today')
  await until(() => rows.updates.size === 1)
  cards.set('anna.next', 'The first of tomorrow')
  const next = documentOf([...rows.updates.values()])
    .getMap('cards')
    .toJSON()
  expect(next).toEqual({ ...cards.toJSON(), 'anna.other': 'From another tab' })
})

test('a device too full for all at once, which it asks for now and then, still keeps what is written', async () => {
  const device = aDevice()
  const { doc, kept, said, rows } = await aPage(device)
  const cards = doc.getMap('cards')
  for (let no = 0; no < 399; no += 1) cards.set(`anna.${no}`, no)
  device.how.most = 200
  cards.set('anna.last', 'The last that is taken together')
  await until(() => device.how.refused === 1)
  cards.set('anna.next', 'Written after that')
  expect([kept.isKeeping(), said]).toEqual([true, [true]])
  expect(
    documentOf([...rows.updates.values()])
      .getMap('cards')
      .get('anna.next'),
  ).toBe('Written after that')
})

test('what earlier pages noted goes once all is stored, but for a tab that is open and went on since', async () => {
  const text = JSON.stringify(UNSTORED)
  const device = aDevice({
    [BOARD]: {
      updates: new Map(),
      custom: new Map([
        ['unstored.7', text],
        ['unstored.8', text],
      ]),
    },
  })
  const { kept, found, rows } = await aPage(device)
  expect(found).toMatchObject([{ count: 2, cardIds: ['anna.1', 'anna.1'] }])
  const since = JSON.stringify({ ...UNSTORED, count: 5 })
  rows.custom.set('unstored.8', since)
  kept.note({ ...UNSTORED, count: 3 })
  expect(rows.custom.size).toBe(3)
  kept.note({ ...UNSTORED, count: 0 })
  await until(() => rows.custom.size === 1)
  expect([...rows.custom]).toEqual([['unstored.8', since]])
})

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
