import * as decoding from 'lib0/decoding'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { StoredBoard } from '#db/stored-board.ts'
import { addCard, deleteCard, editText, moveCard } from '#server/board/commands.ts'
import { viewBoard } from '#server/board/view.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import type { Guest } from './audience.ts'
import type { Frame } from './frame.ts'
import { memoryStore } from './memory-store.ts'
import { REFUSED, readFrame, SAVED } from './protocol.ts'
import { Rooms } from './rooms.ts'
import type { Snapshot } from './store.ts'
import type { RoomFacts } from './word.ts'
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
  const heard = {
    isSlow: false,
    frames: [] as Uint8Array[],
    saved: 0,
    refused: [] as string[],
    ended: undefined as number | undefined,
  }
  const guest: Guest = {
    seat: { id, kind: 'participant', partnerId: `p-${id}`, name: id },
    refuse: (why) => void heard.refused.push(why),
    end(code) {
      heard.ended = code
    },
    show(frame) {
      if (!heard.isSlow) hear(frame)
      return !heard.isSlow
    },
    glimpse: (frame) => hear(frame),
    send: (frame) => hear(frame),
  }
  const hear = ({ message: bytes }: Frame) => {
    heard.frames.push(bytes)
    const message = readFrame(bytes)
    if (message?.is === 'update') Y.applyUpdate(doc, message.update, 'server')
    const decoder = decoding.createDecoder(bytes)
    const type = decoding.readVarUint(decoder)
    if (type === SAVED) heard.saved = decoding.readVarUint(decoder)
    if (type === REFUSED) heard.refused.push(decoding.readVarString(decoder))
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
    expect(anna.heard).toMatchObject({ saved: 1, refused: ['closed'], ended: undefined })
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

describe('cheap', () => {
  const aFull = async () => {
    const stage = aStage()
    const board = await stage.room()
    await stage.writer.flushed()
    const people = ['anna', 'bela', 'cleo'].map((id) => aGuest(id))
    for (const { guest, doc } of people) {
      board.enter(guest)
      board.answer(guest, Y.encodeStateVector(doc))
    }
    return { ...stage, board, people: people as [Someone, Someone, Someone] }
  }
  type Someone = ReturnType<typeof aGuest>
  const adds = ({ doc, doer }: Someone, id: string) => doing(doc, () => addCard(doc, doer, aCard(id)))

  test('what is stored together is shown in one frame, and acknowledged to each author once', async () => {
    const { board, writer, people } = await aFull()
    const [anna, bela, cleo] = people
    for (const { heard } of people) heard.frames.length = 0
    for (const id of ['anna.1', 'anna.2', 'anna.3']) board.take(anna.guest, adds(anna, id))
    board.take(bela.guest, adds(bela, 'bela.1'))
    await writer.flushed()
    expect(people.map(({ heard }) => [heard.frames.length, heard.saved])).toEqual([
      [2, 3],
      [2, 1],
      [1, 0],
    ])
    expect(cleo.heard.frames[0]?.buffer).toBe(anna.heard.frames[0]?.buffer)
    for (const { view } of people) expect(Object.keys(view().cards)).toHaveLength(4)
    board.take(anna.guest, adds(anna, 'anna.4'))
    await writer.flushed()
    expect(people.map(({ heard }) => heard.frames.length)).toEqual([3, 3, 2])
  })

  test('who was too slow gets what they lack in one frame once they have read', async () => {
    const { board, writer, people } = await aFull()
    const [anna, bela, cleo] = people
    cleo.heard.isSlow = true
    for (let i = 1; i <= 5; i += 1) {
      board.take(anna.guest, adds(anna, `anna.${i}`))
      await writer.flushed()
    }
    expect([Object.keys(bela.view().cards).length, Object.keys(cleo.view().cards).length]).toEqual([5, 0])
    cleo.heard.isSlow = false
    const before = cleo.heard.frames.length
    board.take(
      anna.guest,
      doing(anna.doc, () => deleteCard(anna.doc, anna.doer, 'anna.3')),
    )
    await writer.flushed()
    expect(cleo.heard.frames.length).toBe(before)
    board.drained(cleo.guest)
    expect([cleo.heard.frames.length, cleo.view()]).toEqual([before + 1, bela.view()])
    board.take(anna.guest, adds(anna, 'anna.6'))
    await writer.flushed()
    expect(cleo.view()).toEqual(bela.view())
  })

  test('a board where nobody writes for half a minute sleeps; readers don’t wake it, and who writes is judged as ever', async () => {
    const { board, rooms, writer, snapshots, people } = await aFull()
    const [anna, bela] = people
    board.take(anna.guest, adds(anna, 'anna.1'))
    await writer.flushed()
    for (const nowMs of [0, 10_000, 29_000]) await rooms.tidy(nowMs)
    expect(board.isAsleep).toBe(false)
    await rooms.tidy(30_000)
    expect([board.isAsleep, snapshots.map(({ reason }) => reason)]).toEqual([true, ['idle']])

    const late = aGuest('dora')
    board.enter(late.guest)
    board.answer(late.guest, Y.encodeStateVector(late.doc))
    // The stock client answers the server's own question with all that was deleted, and nothing else.
    board.take(late.guest, Y.encodeStateAsUpdate(late.doc, Y.encodeStateVector(anna.doc)))
    board.answer(bela.guest, Y.encodeStateVector(bela.doc))
    await writer.flushed()
    expect([board.isAsleep, late.view(), late.heard.saved]).toEqual([true, anna.view(), 1])

    board.take(
      bela.guest,
      doing(bela.doc, () => editText(bela.doc, bela.doer, 'anna.1', 'Not hers any more')),
    )
    await writer.flushed()
    expect([board.isAsleep, bela.heard.refused, bela.view()]).toEqual([false, ['belongs-to-another'], anna.view()])
    board.take(late.guest, adds(late, 'dora.1'))
    await writer.flushed()
    expect(Object.keys(anna.view().cards).sort()).toEqual(['anna.1', 'dora.1'])
    const again = await rooms.store.load(BOARD)
    const doc = new Y.Doc()
    for (const update of again?.updates ?? []) Y.applyUpdate(doc, update)
    expect(viewBoard(doc)).toEqual(anna.view())
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
