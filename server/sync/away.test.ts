import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addCard, editText } from '#server/board/commands.ts'
import { memoryStore } from './memory-store.ts'
import { Rooms } from './rooms.ts'
import { aCard, aGuest, BOARD, doing, someRooms, TALK } from './some-rooms.ts'
import { Writer } from './writer.ts'

const AWAY_MS = 30_000

test('a database that is away for thirty seconds is noticed within three, and ten after its return all is stored, of whoever was away too', async () => {
  let now = 0
  const store = memoryStore(async () => {
    if (now > 0 && now < AWAY_MS) throw new Error('away')
  })
  store.put(BOARD, 'n')
  const noticed: [failing: boolean, atMs: number][] = []
  const [anna, bela, cleo] = [aGuest('anna'), aGuest('bela'), aGuest('cleo')]
  let typed = 0
  // Time goes by as the writer rests; and she types on, whatever the database does.
  const rest = async (ms: number) => {
    now += ms
    if (now > AWAY_MS) return
    await rooms.tidy(now)
    typed += 1
    const text = `Word ${typed}`
    board.take(
      anna.guest,
      doing(anna.doc, () => editText(anna.doc, anna.doer, 'anna.1', text)),
    )
  }
  const writer = new Writer(store, rest, (failing) => noticed.push([failing, now]))
  const rooms = new Rooms(store, writer, async () => TALK)
  const board = (await rooms.open(BOARD)) ?? expect.fail('there is no such board')
  for (const { guest } of [anna, bela, cleo]) board.enter(guest)
  const lay = ({ doc, doer }: typeof anna, id: string) => doing(doc, () => addCard(doc, doer, aCard(id)))
  board.take(anna.guest, lay(anna, 'anna.1'))
  await writer.flushed()
  const shown = bela.view()

  now = 1
  board.take(anna.guest, lay(anna, 'anna.2'))
  // Somebody's line is gone meanwhile, and what they write waits with them.
  board.leave(bela.guest)
  for (let no = 0; no < 50; no += 1) addCard(bela.doc, bela.doer, aCard(`bela.${no}`))
  const stored = writer.flushed()
  while (now < AWAY_MS) {
    expect([cleo.view(), anna.heard.saved]).toEqual([shown, 1])
    await new Promise((resolve) => setImmediate(resolve))
  }
  const back = aGuest('bela', bela.doc)
  board.enter(back.guest)
  board.answer(back.guest, Y.encodeStateVector(back.doc))
  board.take(back.guest, Y.encodeStateAsUpdate(back.doc, Y.encodeStateVector(cleo.doc)))
  await stored
  await writer.flushed()

  expect(noticed.map(([failing]) => failing)).toEqual([true, false])
  expect([(noticed[0]?.[1] ?? AWAY_MS) <= 3_000, now <= AWAY_MS + 10_000, typed > 10]).toEqual([true, true, true])
  expect([anna.heard.refused, back.heard.refused, anna.heard.saved]).toEqual([[], [], 2 + typed])
  expect(cleo.view().cards['anna.1']?.text).toBe(`Word ${typed}`)
  expect(Object.keys(cleo.view().cards)).toHaveLength(52)
  for (const one of [anna, back]) expect(one.view()).toEqual(cleo.view())
})

test('who comes back after thirty seconds, to a board that fell asleep meanwhile, has all of it, and it all of theirs', async () => {
  const { room, rooms, writer } = someRooms()
  const board = await room()
  const [anna, bela] = [aGuest('anna'), aGuest('bela')]
  for (const { guest } of [anna, bela]) board.enter(guest)
  board.take(
    anna.guest,
    doing(anna.doc, () => addCard(anna.doc, anna.doer, aCard('anna.1'))),
  )
  await writer.flushed()
  await rooms.tidy(0)
  board.leave(bela.guest)
  addCard(bela.doc, bela.doer, aCard('bela.1'))
  board.take(
    anna.guest,
    doing(anna.doc, () => editText(anna.doc, anna.doer, 'anna.1', 'Said meanwhile')),
  )
  await writer.flushed()
  for (const nowMs of [1_000, 1_000 + AWAY_MS]) await rooms.tidy(nowMs)
  expect(board.isAsleep).toBe(true)

  const back = aGuest('bela', bela.doc)
  board.enter(back.guest)
  board.answer(back.guest, Y.encodeStateVector(back.doc))
  expect(back.view().cards['anna.1']?.text).toBe('Said meanwhile')
  board.take(back.guest, Y.encodeStateAsUpdate(back.doc, Y.encodeStateVector(anna.doc)))
  await writer.flushed()
  expect([back.heard.refused, anna.view()]).toEqual([[], back.view()])
  expect(Object.keys(anna.view().cards).sort()).toEqual(['anna.1', 'bela.1'])
})
