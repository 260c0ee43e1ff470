import * as decoding from 'lib0/decoding'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { StoredBoard } from '#db/stored-board.ts'
import { addCard, editText, moveCard } from '#server/board/commands.ts'
import { viewBoard } from '#server/board/view.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { memoryStore } from './memory-store.ts'
import { REFUSED, readFrame, SAVED } from './protocol.ts'
import type { Guest, RoomFacts } from './room.ts'
import { Rooms } from './rooms.ts'
import type { Snapshot } from './store.ts'
import { Writer } from './writer.ts'

const BOARD = '0123456789abcdefghjk' as SessionId
const TALK: RoomFacts = { step: 'talk', stepNo: 5, viewsShown: true, closed: false, showsNames: true, views: [] }
const aView = (seatId: string, partnerId: string) => ({
  id: `${seatId}.v`,
  seatId,
  partnerId,
  place: 'value' as const,
  facet: null,
  text: `View of ${seatId}`,
  createdAt: '2026-01-01T00:00:00Z',
})

function aStage() {
  const hold: { until: Promise<void> | undefined } = { until: undefined }
  const store = memoryStore(async () => hold.until)
  store.put(BOARD, 'n')
  const snapshots: Snapshot[] = []
  const facts = { now: TALK }
  const kept = { ...store, snapshot: async (snapshot: Snapshot) => void snapshots.push(snapshot) }
  const writer = new Writer(kept, async () => {})
  const rooms = new Rooms(kept, writer, async () => facts.now)
  const room = async () => (await rooms.open(BOARD)) ?? expect.fail('there is no such board')
  let release = () => {}
  const holdCommits = () => {
    hold.until = new Promise((resolve) => {
      release = () => {
        hold.until = undefined
        resolve()
      }
    })
  }
  return { store, snapshots, facts, writer, rooms, room, holdCommits, letGo: () => release() }
}

/** Somebody at a board without a socket: what they are sent is applied to their copy, and noted. */
function aGuest(id: string, doc = new Y.Doc()) {
  const heard = { saved: 0, refused: [] as string[], ended: undefined as number | undefined }
  const guest: Guest = {
    seat: { id, kind: 'participant', partnerId: `p-${id}`, name: id },
    refuse: (why) => void heard.refused.push(why),
    end(code) {
      heard.ended = code
    },
    send(frame) {
      const message = readFrame(frame)
      if (message?.is === 'update') Y.applyUpdate(doc, message.update, 'server')
      const decoder = decoding.createDecoder(frame)
      const type = decoding.readVarUint(decoder)
      if (type === SAVED) heard.saved = decoding.readVarUint(decoder)
      if (type === REFUSED) heard.refused.push(decoding.readVarString(decoder))
    },
  }
  const doer = { id, kind: 'participant' as const, partnerId: `p-${id}` }
  return { guest, doc, heard, doer, view: () => viewBoard(doc) }
}
const aCard = (id: string) => ({ id, text: `Card ${id}`, place: 'value' as const, facet: null, createdAt: '' })

function doing(doc: Y.Doc, act: () => void): Uint8Array {
  const before = Y.encodeStateVector(doc)
  act()
  return Y.encodeStateAsUpdate(doc, before)
}

describe('acknowledged is stored', () => {
  test('what came over a lost connection and still waits is not acknowledged when it is sent again', async () => {
    const { room, writer, holdCommits, letGo } = aStage()
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
    const { room, writer, rooms, snapshots, holdCommits, letGo } = aStage()
    const board = await room()
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
    const { room, writer, rooms, store, snapshots } = aStage()
    const board = await room()
    await writer.flushed()
    const anna = aGuest('anna')
    board.enter(anna.guest)
    const bela = aGuest('bela')
    const elsewhere = doing(bela.doc, () => addCard(bela.doc, bela.doer, aCard('bela.1')))
    await store.append([
      {
        networkId: 'n',
        boardId: BOARD,
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
    const { room, rooms, writer, store, facts } = aStage()
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
    const { room, writer, store } = aStage()
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
    const { room, rooms, writer, store, facts } = aStage()
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
    expect(anna.heard).toEqual({ saved: 1, refused: ['closed'], ended: undefined })
    expect([anna.view(), bela.view().cards]).toEqual([bela.view(), {}])
  })

  test('an older word that arrives late changes nothing', async () => {
    const { room } = aStage()
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
    const { room, rooms, writer, facts } = aStage()
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

describe('coming and going', () => {
  test('a board that was left is put away after a minute, and opens again as it was', async () => {
    const { room, rooms, writer, snapshots } = aStage()
    const anna = aGuest('anna')
    const first = await room()
    first.enter(anna.guest)
    first.take(
      anna.guest,
      doing(anna.doc, () => addCard(anna.doc, anna.doer, aCard('anna.1'))),
    )
    await writer.flushed()
    await rooms.tidy(0)
    expect(rooms.count).toBe(1)
    first.leave(anna.guest)
    await rooms.tidy(1_000)
    await rooms.tidy(60_999)
    expect(rooms.count).toBe(1)
    await rooms.tidy(61_000)
    expect([rooms.count, snapshots.length]).toEqual([0, 1])
    const bela = aGuest('bela')
    const again = await room()
    again.enter(bela.guest)
    again.answer(bela.guest, Y.encodeStateVector(bela.doc))
    expect(Object.keys(bela.view().cards)).toEqual(['anna.1'])
  })

  test('nobody is let into a room that was let go of', async () => {
    const { room, rooms } = aStage()
    const first = await room()
    const coming = rooms.welcome(BOARD, (found) => expect(found.isGone).toBe(false))
    rooms.drop(first)
    expect(await coming).toBe(true)
    expect(await rooms.open(BOARD)).not.toBe(first)
  })

  test('a board whose edits can’t be stored for long takes only so many', async () => {
    const { room, writer, holdCommits, letGo } = aStage()
    const board = await room()
    await writer.flushed()
    holdCommits()
    const anna = aGuest('anna')
    board.enter(anna.guest)
    addCard(anna.doc, anna.doer, aCard('anna.1'))
    let update = Y.encodeStateAsUpdate(anna.doc)
    for (let i = 0; i < 4_000 && anna.heard.ended === undefined; i += 1) {
      board.take(anna.guest, update)
      update = doing(anna.doc, () => editText(anna.doc, anna.doer, 'anna.1', String(i % 10).repeat(3_900)))
    }
    expect(anna.heard.ended).toBe(4529)
    letGo()
    await writer.flushed()
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
