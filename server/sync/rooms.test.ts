import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { addCard, deleteCard, editText } from '#server/board/commands.ts'
import { viewBoard } from '#server/board/view.ts'
import { Others } from './others.ts'
import { Rooms } from './rooms.ts'
import { aCard, aGuest, aView, BOARD, doing, someRooms, TALK } from './some-rooms.ts'
import { Writer } from './writer.ts'

describe('cheap', () => {
  const aFull = async () => {
    const stage = someRooms()
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

  test('a board that sleeps holds on to no document, whoever is there', async () => {
    const left: WeakRef<Y.Doc>[] = []
    const { destroy } = Y.Doc.prototype
    Y.Doc.prototype.destroy = function noted(this: Y.Doc) {
      left.push(new WeakRef(this))
      destroy.call(this)
    }
    onTestFinished(() => {
      Y.Doc.prototype.destroy = destroy
    })
    const { board, rooms, writer, people } = await aFull()
    board.take(people[0].guest, adds(people[0], 'anna.1'))
    await writer.flushed()
    for (const nowMs of [0, 30_000]) await rooms.tidy(nowMs)
    expect([board.isAsleep, left.length]).toEqual([true, 2])
    setFlagsFromString('--expose-gc')
    const collect: () => void = runInNewContext('gc')
    // What was looked at is held until the end of the turn.
    const alive = async () => {
      collect()
      await new Promise((next) => setImmediate(next))
      return left.filter((one) => one.deref() !== undefined).length
    }
    await expect.poll(alive).toBe(0)
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
    const { room, rooms, writer, snapshots } = someRooms()
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
    const { room, rooms } = someRooms()
    const first = await room()
    const coming = rooms.welcome(BOARD, (found) => expect(found.isGone).toBe(false))
    rooms.drop(first)
    expect(await coming).toBe(true)
    expect(await rooms.open(BOARD)).not.toBe(first)
  })

  test('a board whose edits can’t be stored for long takes only so many', async () => {
    const { room, writer, holdCommits, letGo } = someRooms()
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

describe('snapshots', () => {
  const LONG = 'x'.repeat(3_900)
  const write = async (stage: ReturnType<typeof someRooms>, times: number, id = 'anna') => {
    const board = await stage.room()
    const anna = aGuest(id)
    board.enter(anna.guest)
    for (let i = 0; i < times; i += 1) {
      board.take(
        anna.guest,
        doing(anna.doc, () => addCard(anna.doc, anna.doer, { ...aCard(`${id}.${i}`), text: LONG })),
      )
      await stage.writer.flushed()
    }
  }

  test('a log of a quarter of a megabyte gets one, however few its rows', async () => {
    const stage = someRooms()
    await write(stage, 60)
    await stage.rooms.tidy(0)
    expect(stage.snapshots).toEqual([])
    await write(stage, 10, 'bela')
    await stage.rooms.tidy(1)
    await stage.rooms.tidy(2)
    expect(stage.snapshots.map(({ reason }) => reason)).toEqual(['length'])
  })

  test('one that could not be stored is taken again', async () => {
    const stage = someRooms()
    await write(stage, 1)
    const { snapshot } = stage.rooms.store
    stage.rooms.store.snapshot = async () => {
      throw new Error('the database is away')
    }
    await expect(stage.rooms.snapshot(BOARD, 'step')).rejects.toThrow('away')
    stage.rooms.store.snapshot = snapshot
    await stage.rooms.snapshot(BOARD, 'step')
    expect(stage.snapshots).toHaveLength(1)
  })
})

describe('a board that is in trouble', () => {
  const OTHER = '1123456789abcdefghjk' as typeof BOARD
  /** Two boards, of which the store can neither read nor keep the first while a test says so. */
  async function aTroubledOne() {
    const stage = someRooms()
    const { store } = stage.rooms
    const trouble = { is: true }
    stage.store.put(OTHER, 'n')
    const troubled =
      <Asked extends readonly unknown[], Answer>(idOf: (...asked: Asked) => string, ask: (...asked: Asked) => Answer) =>
      (...asked: Asked): Answer => {
        if (trouble.is && idOf(...asked) === BOARD) throw new Error('the disk is broken')
        return ask(...asked)
      }
    store.rowsAfter = troubled((boardId) => boardId, store.rowsAfter)
    store.snapshot = troubled(({ boardId }) => boardId, store.snapshot)
    const boards = [await stage.room(), (await stage.rooms.open(OTHER)) ?? expect.fail('there is no other board')]
    return { ...stage, boards, trouble }
  }

  test('and can’t be read holds up no other’s rows, and is told of once until it can', async () => {
    const { store, rooms, boards, faults, trouble } = await aTroubledOne()
    const store1 = async (no: number) => {
      const entries = [{ seatId: 'anna', update: doing(new Y.Doc(), () => {}) }]
      const row = (boardId: typeof BOARD) => ({ by: 'elsewhere', no, networkId: 'n', boardId, entries, newClients: [] })
      await store.append([row(BOARD), row(OTHER)])
    }
    await store1(1)
    await rooms.round(0)
    await rooms.round(2_000)
    expect(boards.map(({ seq }) => seq)).toEqual([0, 1])
    expect(faults).toEqual([`a board could not be looked after: ${BOARD}: Error: the disk is broken`])
    trouble.is = false
    await rooms.round(4_000)
    expect(boards.map(({ seq }) => seq)).toEqual([1, 1])
    trouble.is = true
    await store1(2)
    await rooms.round(6_000)
    expect([boards.map(({ seq }) => seq), faults.length]).toEqual([[1, 2], 2])
  })

  test('and can’t be kept is put away later, and the others when they would be', async () => {
    const { rooms, writer, faults, trouble } = await aTroubledOne()
    await rooms.tidy(0)
    await writer.flushed()
    await rooms.tidy(60_000)
    await rooms.tidy(70_000)
    expect([rooms.ids, faults]).toEqual([[BOARD], [`a board could not be tidied: ${BOARD}: Error: the disk is broken`]])
    trouble.is = false
    await rooms.tidy(80_000)
    expect(rooms.ids).toEqual([])
  })
})

test('when a board could not be loaded, nobody who waited for that lets go of the next loading', async () => {
  const { rooms, store } = someRooms()
  const loads: (() => void)[] = []
  const { load } = store
  rooms.store.load = (id) =>
    new Promise((resolve, reject) => {
      loads.push(() => (loads.length === 1 ? reject(new Error('the database is away')) : resolve(load(id))))
    })
  const [first, second] = [rooms.open(BOARD), rooms.open(BOARD)]
  // Somebody who comes in the same breath as the first is told.
  const third = first.catch(() => rooms.open(BOARD))
  loads[0]?.()
  await expect(second).rejects.toThrow('away')
  loads[1]?.()
  expect(await rooms.open(BOARD)).toBe(await third)
  expect(loads).toHaveLength(2)
})

test('of two servers that open a board at once, none puts views on it before the other had time to', async () => {
  const { rooms, store, facts } = someRooms()
  facts.now = { ...TALK, views: [aView('anna', 'p-anna')] }
  const [one, two] = [1, 2].map(() => {
    const writer = new Writer(store, async () => {})
    const others = new Others({ tell: () => {} })
    return { writer, rooms: new Rooms(store, writer, rooms.readFacts, undefined, others) }
  })
  const stored = () => Promise.all([one?.writer.flushed(), two?.writer.flushed()])
  const boards = await Promise.all([one?.rooms.open(BOARD), two?.rooms.open(BOARD)])
  const seen = () =>
    boards.map((board) => {
      const { guest, doc, view } = aGuest('dora')
      board?.enter(guest)
      board?.answer(guest, Y.encodeStateVector(doc))
      board?.leave(guest)
      return view()
    })
  await stored()
  for (const nowMs of [0, 10, 20]) for (const server of [one, two]) await server?.rooms.round(nowMs)
  expect(seen().map(({ cards, session }) => [cards, session.step])).toEqual([
    [{}, 'talk'],
    [{}, 'talk'],
  ])
  await one?.rooms.round(2_000)
  await stored()
  const before = (await store.load(BOARD))?.seq
  await two?.rooms.round(2_000)
  await stored()
  expect(seen().map(({ cards }) => Object.keys(cards))).toEqual([['anna.v'], ['anna.v']])
  expect((await store.load(BOARD))?.seq).toBe(before)
})

test('what is written in a crowd while a stopping server keeps boards is stored as well', async () => {
  const { rooms, room, store, writer } = someRooms(() => new Promise(() => {}))
  const board = await room()
  const crowd = Array.from({ length: 101 }, (_, no) => aGuest(`guest${no}`))
  for (const { guest } of crowd) board.enter(guest)
  const [anna, bela] = crowd as [ReturnType<typeof aGuest>, ReturnType<typeof aGuest>]
  const lay = ({ doc, doer, guest }: typeof anna) =>
    board.take(
      guest,
      doing(doc, () => addCard(doc, doer, aCard(`${doer.id}.1`))),
    )
  lay(anna)
  rooms.store.snapshot = async () => void lay(bela)
  await rooms.stop()
  expect([anna.heard.saved, bela.heard.saved, writer.waitingBytes(BOARD)]).toEqual([1, 1, 0])
  expect((await store.load(BOARD))?.seq).toBe(board.seq)
})
