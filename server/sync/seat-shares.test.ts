import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addCard, editText, moveCard } from '#server/board/commands.ts'
import { textOf } from '#server/board/document.ts'
import { updateOf } from './a-gate.ts'
import { CLOSE } from './protocol.ts'
import { bytesOf, LARGEST_BOARD, LARGEST_SHARE, MOST_PIECES, mayWrite, piecesOf, SeatShares } from './seat-shares.ts'
import { aCard, aGuest, doing, someRooms } from './some-rooms.ts'
import { Tally } from './tally.ts'

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
  const counted: string[] = []
  const shares = new SeatShares(LARGEST_SHARE, (seatId) => {
    counted.push(seatId)
    return seatId === 'bela' ? LARGEST_SHARE - 20 : 0
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

/** Somebody's card of four thousand letters, of which then each second is deleted. */
const inPieces = ({ doc, doer }: ReturnType<typeof aGuest>, id: string) => [
  doing(doc, () => addCard(doc, doer, { ...aCard(id), text: 'ab'.repeat(2_000) })),
  updateOf(doc, () =>
    doc.transact(() => {
      for (let at = 1_999; at >= 0; at -= 1) textOf(doc, id)?.delete(at * 2, 1)
    }),
  ),
]

test('nobody’s words lie in pieces beyond number, and the others write on', async () => {
  const { room, writer } = someRooms()
  const board = await room()
  await writer.flushed()
  const [anna, bela] = [aGuest('anna'), aGuest('bela')]
  for (const { guest } of [anna, bela]) board.enter(guest)
  let wrong: string | undefined
  for (let no = 0; no < 15 && !wrong; no += 1)
    for (const update of inPieces(bela, `bela.${no}`)) wrong ??= board.take(bela.guest, update)
  expect(wrong).toBe('too-many-structs')
  await writer.flushed()
  const pieces = piecesOf(anna.doc, [bela.doc.clientID])
  expect(pieces).toBeGreaterThan(MOST_PIECES / 2)
  expect(pieces).toBeLessThanOrEqual(MOST_PIECES)
  const laid = doing(anna.doc, () => addCard(anna.doc, anna.doer, aCard('anna.1')))
  expect(board.take(anna.guest, laid)).toBeUndefined()
})

test('who changes texts in many pieces spends what many updates would, and who moves such cards nothing', async () => {
  const { room, writer } = someRooms()
  const board = await room()
  await writer.flushed()
  const bela = aGuest('bela')
  board.enter(bela.guest)
  const ids = ['bela.1', 'bela.2', 'bela.3']
  for (const id of ids) for (const update of inPieces(bela, id)) board.take(bela.guest, update)
  const spentFor = (act: (id: string) => void) => {
    const before = bela.heard.spent
    board.take(
      bela.guest,
      updateOf(bela.doc, () => bela.doc.transact(() => ids.forEach(act))),
    )
    return bela.heard.spent - before
  }
  // Three times some 3,999 pieces.
  expect(spentFor((id) => textOf(bela.doc, id)?.delete(0, 1))).toBe(11)
  expect(spentFor((id) => moveCard(bela.doc, bela.doer, id, { place: 'capacity' }))).toBe(0)
})

test('who did two hundred things without a network on a board of three hundred cards spends less than twenty updates', async () => {
  const { room, writer } = someRooms()
  const board = await room()
  await writer.flushed()
  const anna = aGuest('anna')
  board.enter(anna.guest)
  const everyCard = (act: (id: string) => void) => {
    for (let no = 0; no < 300; no += 1) act(`anna.${no}`)
  }
  board.take(
    anna.guest,
    doing(anna.doc, () =>
      everyCard((id) => addCard(anna.doc, anna.doer, { ...aCard(id), text: 'Some words of a card. '.repeat(12) })),
    ),
  )
  const edits = updateOf(anna.doc, () => {
    for (let no = 0; no < 200; no += 1) {
      editText(anna.doc, anna.doer, `anna.${no}`, `Some words, ${no} of them, of a card. `.repeat(10))
      moveCard(anna.doc, anna.doer, `anna.${no}`, { place: 'capacity', no: no % 9 })
    }
  })
  expect(board.take(anna.guest, edits)).toBeUndefined()
  expect([anna.heard.refused, anna.heard.ended, anna.heard.spent < 20]).toEqual([[], undefined, true])
})

test('a few together don’t end everybody’s writing: who has written much takes half of what is left, and a quarter is kept for the others', () => {
  const written = new Map<string, number>()
  const shares = new SeatShares(LARGEST_SHARE, (seatId) => written.get(seatId) ?? 0)
  const board = new Tally(LARGEST_BOARD, () => [...written.values()].reduce((sum, bytes) => sum + bytes, 0))
  const write = (seatId: string, bytes: number) => {
    if (!mayWrite(board, shares, seatId, bytes)) return false
    shares.add(seatId, bytes)
    board.add(bytes)
    written.set(seatId, (written.get(seatId) ?? 0) + bytes)
    return true
  }
  const fill = (seatId: string) => {
    while (write(seatId, 10_000));
    return (written.get(seatId) ?? 0) / 2 ** 20
  }
  const filled = ['b1', 'b2', 'b3', 'b4', 'b5', 'b6'].map(fill)
  // Four with two megabytes each filled it for everybody.
  expect(filled.slice(0, 2).every((mebibytes) => mebibytes > 1.9)).toBe(true)
  expect(filled.reduce((sum, mebibytes) => sum + mebibytes, 0)).toBeLessThan(6.5)
  for (let no = 0; no < 20; no += 1) expect(write('anna', 10_000)).toBe(true)
})
