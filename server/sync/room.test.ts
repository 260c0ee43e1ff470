import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { StoredBoard } from '#db/stored-board.ts'
import { addCard, editText, moveCard } from '#server/board/commands.ts'
import { SCHEMA, schemaOf } from '#server/board/upgrade.ts'
import { viewBoard } from '#server/board/view.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { memoryStore } from './memory-store.ts'
import { Rooms } from './rooms.ts'
import { aCard, aGuest, aView, BOARD, doing, someRooms, TALK } from './some-rooms.ts'
import { Writer } from './writer.ts'

describe('acknowledged is stored', () => {
  test('what came over a lost connection and still waits is not acknowledged when it is sent again', async () => {
    const { room, writer, holdCommits, letGo } = someRooms()
    const board = await room()
    await writer.flushed()
    const anna = aGuest('anna')
    board.enter(anna.guest)
    const update = doing(anna.doc, () => addCard(anna.doc, anna.doer, aCard('anna.1')))
    holdCommits()
    board.take(anna.guest, update)
    board.leave(anna.guest)

    const back = aGuest('anna', anna.doc)
    board.enter(back.guest)
    board.take(back.guest, update)
    expect(back.heard.saved).toBe(0)
    letGo()
    await writer.flushed()
    expect(back.heard.saved).toBe(1)
  })

  test('a snapshot taken while others write never hides what they wrote', async () => {
    const { room, writer, rooms, snapshots, holdCommits, letGo } = someRooms()
    const board = await room()
    await writer.flushed()
    const anna = aGuest('anna')
    board.enter(anna.guest)
    board.take(
      anna.guest,
      doing(anna.doc, () => addCard(anna.doc, anna.doer, aCard('anna.1'))),
    )
    await writer.flushed()
    holdCommits()
    board.take(
      anna.guest,
      doing(anna.doc, () => addCard(anna.doc, anna.doer, aCard('anna.2'))),
    )
    const taking = rooms.snapshot(BOARD, 'length')
    letGo()
    await Promise.all([taking, writer.flushed()])
    const [snapshot] = snapshots
    const doc = new Y.Doc()
    Y.applyUpdateV2(doc, snapshot?.state ?? new Uint8Array())
    expect(Object.keys(viewBoard(doc).cards)).toEqual(['anna.1'])
    // One row for the session's facts, one for the first card; the second card's row comes after it.
    expect(snapshot?.seq).toBe(2)
    await rooms.snapshot(BOARD, 'idle')
    expect(snapshots.map(({ seq }) => seq)).toEqual([2, 3])
    await rooms.snapshot(BOARD, 'idle')
    expect(snapshots).toHaveLength(2)
  })

  test('rows that another process stored are taken up, shown, and in the next snapshot', async () => {
    const { room, writer, rooms, store, snapshots } = someRooms()
    const board = await room()
    await writer.flushed()
    const anna = aGuest('anna')
    board.enter(anna.guest)
    const bela = aGuest('bela')
    const elsewhere = doing(bela.doc, () => addCard(bela.doc, bela.doer, aCard('bela.1')))
    await store.append([
      {
        ...{ by: 'another', no: 1, networkId: 'n', boardId: BOARD },
        entries: [{ seatId: 'bela', update: elsewhere }],
        newClients: [[bela.doc.clientID, 'bela']],
      },
    ])
    board.take(
      anna.guest,
      doing(anna.doc, () => addCard(anna.doc, anna.doer, aCard('anna.1'))),
    )
    await writer.flushed()
    await rooms.snapshot(BOARD, 'length')
    expect(snapshots).toEqual([])
    await rooms.tidy(0)
    expect(Object.keys(anna.view().cards).sort()).toEqual(['anna.1', 'bela.1'])
    await rooms.snapshot(BOARD, 'length')
    expect(snapshots.map(({ seq }) => seq)).toEqual([3])
  })
})

describe('the session’s word', () => {
  test('everybody sees the end of a workshop, though its board takes no more rows', async () => {
    const { room, rooms, writer, store, facts } = someRooms()
    const board = await room()
    await writer.flushed()
    const anna = aGuest('anna')
    board.enter(anna.guest)
    board.answer(anna.guest, Y.encodeStateVector(anna.doc))
    store.close(BOARD)
    facts.now = { ...TALK, step: 'finish', stepNo: 6, closed: true }
    await rooms.settle(BOARD)
    expect(anna.view().session).toEqual({ step: 'finish', viewsShown: true, closed: true })
  })

  test('who wrote as the board closed is sent back to what everybody has', async () => {
    const { room, writer, store } = someRooms()
    const board = await room()
    await writer.flushed()
    const [anna, bela] = [aGuest('anna'), aGuest('bela')]
    for (const { guest } of [anna, bela]) board.enter(guest)
    store.close(BOARD)
    board.take(
      anna.guest,
      doing(anna.doc, () => addCard(anna.doc, anna.doer, aCard('anna.1'))),
    )
    await writer.flushed()
    expect(anna.heard).toMatchObject({ ended: 4409, saved: 0 })
    expect(bela.view().cards).toEqual({})
  })

  test('who tries to write once it is closed is told so, and has again what everybody has', async () => {
    const { room, rooms, writer, store, facts } = someRooms()
    const board = await room()
    await writer.flushed()
    const [anna, bela] = [aGuest('anna'), aGuest('bela')]
    for (const { guest, doc } of [anna, bela]) {
      board.enter(guest)
      board.answer(guest, Y.encodeStateVector(doc))
    }
    store.close(BOARD)
    facts.now = { ...TALK, step: 'finish', stepNo: 6, closed: true }
    await rooms.settle(BOARD)
    board.take(
      anna.guest,
      doing(anna.doc, () => addCard(anna.doc, anna.doer, aCard('anna.1'))),
    )
    await writer.flushed()
    expect(anna.heard).toMatchObject({ saved: 1, refused: ['closed'], ended: undefined })
    expect([anna.view(), bela.view().cards]).toEqual([bela.view(), {}])
  })

  test('an older word that arrives late changes nothing', async () => {
    const { room } = someRooms()
    const board = await room()
    board.publish({ ...TALK, step: 'rate', stepNo: 7 })
    board.publish({ ...TALK, step: 'show-views', stepNo: 6 })
    const anna = aGuest('anna')
    board.enter(anna.guest)
    board.take(
      anna.guest,
      doing(anna.doc, () => addCard(anna.doc, anna.doer, aCard('anna.1'))),
    )
    expect(anna.heard.refused).toEqual(['not-the-time'])
  })

  test('a card goes with its author to the partner they speak for now, with what is typed just then', async () => {
    const { room, rooms, writer, facts } = someRooms()
    facts.now = { ...TALK, views: [aView('anna', 'p-wrong')] }
    const board = await room()
    await writer.flushed()
    const anna = aGuest('anna')
    board.enter(anna.guest)
    board.answer(anna.guest, Y.encodeStateVector(anna.doc))
    const typed = doing(anna.doc, () => editText(anna.doc, anna.doer, 'anna.v', 'View of anna, at length'))
    facts.now = { ...TALK, views: [aView('anna', 'p-anna')] }
    await rooms.refresh(BOARD)
    board.take(anna.guest, typed)
    await writer.flushed()
    expect(anna.view().cards['anna.v']).toMatchObject({ partner: 'p-anna', text: 'View of anna, at length' })
  })
})

test('what builds on a row that was lost to damage is handed to nobody', async () => {
  const anna = aGuest('anna')
  const rows = ['anna.1', 'anna.2', 'anna.3'].map((id) =>
    doing(anna.doc, () => addCard(anna.doc, anna.doer, aCard(id))),
  )
  const stored: StoredBoard = {
    networkId: 'n',
    seq: 3,
    updates: rows.filter((_, i) => i !== 1),
    clients: new Map([[anna.doc.clientID, 'anna']]),
    rowsSinceSnapshot: 3,
    logBytes: 0,
    closed: false,
    damaged: ['board_log 2'],
  }
  const store = { ...memoryStore(), load: async () => stored }
  const named: (readonly string[])[] = []
  const rooms = new Rooms(
    store,
    new Writer(store, async () => {}),
    async () => TALK,
    (_id, rows) => named.push(rows),
  )
  const board = (await rooms.open(BOARD)) ?? expect.fail('there is no such board')
  const bela = aGuest('bela')
  board.enter(bela.guest)
  board.answer(bela.guest, Y.encodeStateVector(bela.doc))
  expect([Object.keys(bela.view().cards), named]).toEqual([['anna.1'], [['board_log 2']]])
  expect(bela.doc.store.pendingStructs).toBeNull()
  // Her own copy makes it good again.
  board.enter(anna.guest)
  board.take(anna.guest, Y.encodeStateAsUpdate(anna.doc, Y.encodeStateVector(bela.doc)))
  moveCard(anna.doc, anna.doer, 'anna.2', { place: 'middle' })
  expect(anna.heard.refused).toEqual([])
})

test('a board that lacks what is stored takes no snapshot, which would hide for good what is left', async () => {
  const anna = aGuest('anna')
  const rows = ['anna.1', 'anna.2', 'anna.3'].map((id) =>
    doing(anna.doc, () => addCard(anna.doc, anna.doer, aCard(id))),
  )
  const { store, rooms, room, snapshots, writer } = someRooms()
  const keep = (updates: Uint8Array[]) =>
    store.append(
      updates.map((update) => ({
        ...{ by: newId(), no: 1, networkId: 'n', boardId: BOARD, entries: [{ seatId: 'anna', update }] },
        newClients: [[anna.doc.clientID, 'anna']],
      })),
    )
  await keep(rows.filter((_, i) => i !== 1))
  await room()
  await writer.flushed()
  await rooms.snapshot(BOARD, 'idle')
  expect(snapshots).toEqual([])
  // Her own copy brings what was lost; whoever loads the board then has it all.
  await keep([rows[1] as Uint8Array])
  rooms.drop(await room())
  await room()
  await writer.flushed()
  await rooms.snapshot(BOARD, 'idle')
  const doc = new Y.Doc()
  Y.applyUpdateV2(doc, snapshots[0]?.state ?? new Uint8Array())
  expect(Object.keys(viewBoard(doc).cards).sort()).toEqual(['anna.1', 'anna.2', 'anna.3'])
})

test('nothing is acknowledged that a board took no more because it was closed, however often it is sent', async () => {
  const { room, writer, store } = someRooms()
  const board = await room()
  await writer.flushed()
  const anna = aGuest('anna')
  board.enter(anna.guest)
  store.close(BOARD)
  const update = doing(anna.doc, () => addCard(anna.doc, anna.doer, aCard('anna.1')))
  for (let i = 0; i < 2; i += 1) {
    board.take(anna.guest, update)
    await writer.flushed()
  }
  expect(anna.heard).toMatchObject({ ended: 4409, saved: 0 })
})

test('what is taken back counts as twenty updates of its sender’s, and what passes as one', async () => {
  const { room, facts, rooms, writer } = someRooms()
  const board = await room()
  await writer.flushed()
  const anna = aGuest('anna')
  board.enter(anna.guest)
  const add = (id: string) => doing(anna.doc, () => addCard(anna.doc, anna.doer, aCard(id)))
  board.take(anna.guest, add('anna.1'))
  expect(anna.heard.spent).toBe(0)
  facts.now = { ...TALK, step: 'rate', stepNo: 6 }
  await rooms.refresh(BOARD)
  board.take(anna.guest, add('anna.2'))
  expect([anna.heard.refused, anna.heard.spent]).toEqual([['not-the-time'], 20])
})

test('a board that a later version wrote is opened to nobody, and nothing is written into it', async () => {
  const { store, rooms, writer } = someRooms()
  const doc = new Y.Doc()
  doc.getMap('session').set('schema', 99)
  const entries = [{ seatId: 'server', update: Y.encodeStateAsUpdate(doc) }]
  await store.append([{ by: 'another', no: 1, networkId: 'n', boardId: BOARD, entries, newClients: [] }])
  await expect(rooms.open(BOARD)).rejects.toThrow('a later version wrote this board')
  await writer.flushed()
  expect([(await store.load(BOARD))?.seq, rooms.count]).toEqual([1, 0])
})

test('a board that an earlier program stored is brought to today’s shape once, stored so, with every word kept', async () => {
  const { store, writer, room } = someRooms()
  const anna = aGuest('anna')
  const written = doing(anna.doc, () => addCard(anna.doc, anna.doer, aCard('anna.1')))
  const newClients = [[anna.doc.clientID, 'anna']] as const
  const entries = [{ seatId: 'anna', update: written }]
  await store.append([{ by: 'another', no: 1, networkId: 'n', boardId: BOARD, entries, newClients }])
  expect(schemaOf(anna.doc)).toBe(1)

  const board = await room()
  await writer.flushed()
  const bela = aGuest('bela')
  board.enter(bela.guest)
  board.answer(bela.guest, Y.encodeStateVector(bela.doc))
  expect([schemaOf(bela.doc), Object.keys(bela.view().cards)]).toEqual([SCHEMA, ['anna.1']])

  const stored = await store.load(BOARD)
  const again = new Rooms(store, new Writer(store, async () => {}), async () => TALK)
  await again.open(BOARD)
  expect((await store.load(BOARD))?.seq).toBe(stored?.seq)
  // An old copy comes back with what it wrote meanwhile.
  board.enter(anna.guest)
  board.take(
    anna.guest,
    doing(anna.doc, () => moveCard(anna.doc, anna.doer, 'anna.1', { place: 'middle' })),
  )
  expect([anna.heard.refused, bela.view().cards['anna.1']?.place]).toEqual([[], 'value'])
  await writer.flushed()
  expect(bela.view().cards['anna.1']?.place).toBe('middle')
})

test('in a crowd two who write one after another are stored, and shown, together', async () => {
  const { room, store, writer } = someRooms(() => new Promise(() => {}))
  const board = await room()
  await writer.flushed()
  const crowd = Array.from({ length: 101 }, (_, no) => aGuest(`guest${no}`))
  for (const { guest } of crowd) board.enter(guest)
  const [anna, bela, cleo] = crowd as [Guest, Guest, Guest]
  const lay = ({ doc, doer, guest }: Guest) =>
    board.take(
      guest,
      doing(doc, () => addCard(doc, doer, aCard(`${doer.id}.1`))),
    )
  const [row, frames] = [board.seq, cleo.heard.frames.length]
  lay(anna)
  // A commit begins when the event loop has gone round once.
  await new Promise((resolve) => setImmediate(resolve))
  await new Promise((resolve) => setImmediate(resolve))
  expect(board.seq).toBe(row)
  lay(bela)
  await writer.flushed()
  expect(board.seq).toBe(row + 1)
  expect(cleo.heard.frames).toHaveLength(frames + 1)
  expect(Object.keys(cleo.view().cards)).toHaveLength(2)
  expect([anna.heard.saved, bela.heard.saved]).toEqual([1, 1])
  expect((await store.load(BOARD))?.seq).toBe(row + 1)
})

type Guest = ReturnType<typeof aGuest>
