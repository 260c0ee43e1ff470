import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addCard, editText } from '#server/board/commands.ts'
import { CLOSE } from './protocol.ts'
import { bytesOf, piecesOf, SeatShares } from './seat-shares.ts'
import { aCard, aGuest, doing, someRooms } from './some-rooms.ts'

/** Somebody writes so many keys of a hundred and twenty letters, which stay where they were though they are refused. */
const manyKeys = ({ doc }: { doc: Y.Doc }, count: number, no: number) => {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return doing(copy, () =>
    copy.transact(() => {
      for (let i = 0; i < count; i += 1) copy.getMap('groups').set(`${no}.${i}`.padEnd(120, 'k'), 1)
    }),
  )
}

test.each([
  ['at once', 19_000],
  ['bit by bit', 1_500],
])('nobody fills a board for everybody %s: they alone are turned away', async (_how, count) => {
  const { room, writer } = someRooms()
  const board = await room()
  await writer.flushed()
  const [anna, bela] = [aGuest('anna'), aGuest('bela')]
  for (const { guest } of [anna, bela]) board.enter(guest)
  board.take(
    anna.guest,
    doing(anna.doc, () => addCard(anna.doc, anna.doer, aCard('anna.1'))),
  )
  for (let no = 0; no < 30 && bela.heard.ended === undefined; no += 1) {
    board.take(bela.guest, manyKeys(bela, count, no))
    await writer.flushed()
  }
  expect([bela.heard.ended, anna.heard.ended]).toEqual([CLOSE.tooLarge, undefined])
  board.take(
    anna.guest,
    doing(anna.doc, () => editText(anna.doc, anna.doer, 'anna.1', 'More words')),
  )
  await writer.flushed()
  expect([anna.heard.saved, anna.heard.ended]).toEqual([2, undefined])

  // Nor by coming back.
  const back = aGuest('bela')
  board.enter(back.guest)
  board.take(back.guest, manyKeys(bela, 19_000, 99))
  expect(back.heard.ended).toBe(CLOSE.tooLarge)
})

test('nobody takes hundreds of client ids at once, which everybody would be told of for good', async () => {
  const { room, writer } = someRooms()
  const board = await room()
  await writer.flushed()
  const bela = aGuest('bela')
  board.enter(bela.guest)
  const under = (clients: number, first: number) => {
    const docs = Array.from({ length: clients }, (_, i) => {
      const doc = new Y.Doc()
      doc.clientID = first + i
      addCard(doc, bela.doer, aCard(`bela.${first + i}`))
      return Y.encodeStateAsUpdate(doc)
    })
    return Y.mergeUpdates(docs)
  }
  expect(board.take(bela.guest, under(100, 1_000))).toBeUndefined()
  expect(board.take(bela.guest, under(101, 2_000))).toBe('too-many-structs')
})

test('what somebody has written weighs what it takes in the document, and what others wrote nothing', () => {
  const doc = new Y.Doc()
  const [anna, bela] = [aGuest('anna'), aGuest('bela')]
  addCard(anna.doc, anna.doer, { ...aCard('anna.1'), text: 'w'.repeat(3_000) })
  addCard(bela.doc, bela.doer, aCard('bela.1'))
  for (const one of [anna, bela]) Y.applyUpdate(doc, Y.encodeStateAsUpdate(one.doc))
  const [annas, belas] = [anna, bela].map((one) => bytesOf(doc, [one.doc.clientID]))
  expect(annas).toBeGreaterThan(3_000)
  expect(annas).toBeLessThan(3_400)
  expect(belas).toBeLessThan(400)
  expect(bytesOf(doc, [])).toBe(0)
})

test('a seat near the end of its share that repeats what is known makes nobody count its words', () => {
  const share = 2 * 2 ** 20
  const counted: string[] = []
  const shares = new SeatShares((seatId) => {
    counted.push(seatId)
    return seatId === 'bela' ? share - 20 : 0
  })
  for (let i = 0; i < 1_200; i += 1)
    expect([shares.mayAdd('bela', 12), shares.mayAdd('bela', 25), shares.mayAdd('anna', 25)]).toEqual([
      true,
      false,
      true,
    ])
  expect(counted).toEqual(['bela', 'anna'])
})

test('what is known already takes nothing from a seat’s share', async () => {
  const { room, writer } = someRooms()
  const board = await room()
  await writer.flushed()
  const anna = aGuest('anna')
  board.enter(anna.guest)
  const update = doing(anna.doc, () => addCard(anna.doc, anna.doer, { ...aCard('anna.1'), text: 'w'.repeat(3_900) }))
  // Three times a whole share, and nearly a whole board.
  for (let i = 0; i < 1_500; i += 1) board.take(anna.guest, update)
  await writer.flushed()
  expect([anna.heard.saved, anna.heard.ended]).toEqual([1_500, undefined])
  const large = doing(anna.doc, () =>
    anna.doc.transact(() => {
      for (let i = 2; i < 500; i += 1) addCard(anna.doc, anna.doer, { ...aCard(`anna.${i}`), text: 'w'.repeat(3_900) })
    }),
  )
  expect(board.take(anna.guest, large)).toBeUndefined()
  expect([anna.heard.refused, anna.heard.ended]).toEqual([[], undefined])
})

test('the pieces of somebody’s words are those between which something was taken out', () => {
  const doc = new Y.Doc()
  const text = doc.getText()
  text.insert(0, 'abcdef')
  expect(piecesOf(doc)).toBe(1)
  text.delete(2, 1)
  text.delete(3, 1)
  expect([piecesOf(doc), piecesOf(doc, [doc.clientID]), piecesOf(doc, [])]).toEqual([5, 5, 0])
})
