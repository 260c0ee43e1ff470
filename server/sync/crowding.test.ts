import * as encoding from 'lib0/encoding'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { addCard, deleteCard, moveCard } from '#server/board/commands.ts'
import { plainOn, writeCard, writeGroup, writePlacement } from '#server/board/document.ts'
import type { Doer } from '#server/board/may.ts'
import { aCard, aGate, amira, anna, bela, TALK, updateOf } from './a-gate.ts'
import type { Gate } from './gate.ts'
import { aGuest, someRooms } from './some-rooms.ts'

const PLACEMENT = { place: 'value', group: null, pos: 'V' } as const
const refusalOf = (gate: Gate, doer: Doer, update: Uint8Array) => {
  const judged = gate.admit(update, doer, TALK)
  return judged.is === 'passed' ? judged.refused : judged.is
}

describe('a full board', () => {
  /** A gate that holds so many cards of each, which the server put there, and what a page that has them all does. */
  const holding = (cards: Readonly<Record<string, number>>) => {
    const { gate, client } = aGate()
    gate.noteServer(() => {
      const { text, createdAt } = aCard('')
      for (const [author, count] of Object.entries(cards))
        for (let no = 0; no < count; no += 1)
          writeCard(gate.doc, `${author}.c${no}`, { text, createdAt, author, partner: null, facet: null })
    })
    let id = 100
    const does = (doer: Doer, act: (doc: Y.Doc) => void) => {
      id += 1
      return refusalOf(gate, doer, updateOf(client(id), act))
    }
    return { gate, does, adds: (doer: Doer) => does(doer, (doc) => addCard(doc, doer, aCard(`${doer.id}.n${id}`))) }
  }

  test('nobody lays more than half of the cards, and is told so; the others and the convenor lay theirs', () => {
    const { adds, does } = holding({ bela: 1_000 })
    expect([adds(bela), adds(anna), adds(amira)]).toEqual(['too-many', undefined, undefined])
    expect(does(bela, (doc) => [3, 4, 5, 6].forEach((no) => deleteCard(doc, bela, `bela.c${no}`)))).toBeUndefined()
    expect(adds(bela)).toBeUndefined()
  })
  test('as a board fills, whoever has many lays no more than half of what is left, and whoever has few goes on', () => {
    const { adds } = holding({ x: 500, y: 500, z: 500, bela: 252, anna: 20 })
    expect([adds(bela), adds(anna), adds(amira)]).toEqual(['too-many', undefined, undefined])
  })
})

test('nobody fills a board with groups that no page shows: the others make theirs', () => {
  const { gate, client } = aGate()
  const makes = (id: number, doer: Doer, count: number) => {
    gate.clients.set(id, doer.id)
    const doc = client(id)
    const each = () =>
      Array.from({ length: count }, (_, no) => writeGroup(doc, `${id}.${no}`, { title: 'Empty', place: 'value' }))
    return refusalOf(
      gate,
      doer,
      updateOf(doc, () => void doc.transact(each)),
    )
  }
  expect([makes(50, bela, 250), makes(51, bela, 1), makes(52, bela, 250)]).toEqual([undefined, 'odd', 'odd'])
  expect([makes(53, anna, 20), makes(54, amira, 100)]).toEqual([undefined, undefined])
})

test('whoever comes again and again under ever other client ids drives out nobody’s', () => {
  const { gate } = aGate()
  gate.reserve(1_000, 'anna')
  for (let id = 2_000; id < 8_000; id += 1) gate.reserve(id, 'bela')
  expect([1_000, 2_000, 7_999].map(gate.ownerOf)).toEqual(['anna', undefined, 'bela'])
})

describe('a placement', () => {
  test('of a card that never was is taken back, so that nobody fills the board with what no page shows', () => {
    const { gate, client } = aGate()
    const junk = updateOf(client(50), (doc) =>
      doc.transact(() => {
        for (let no = 0; no < 2_499; no += 1) writePlacement(doc, `x${no}`, PLACEMENT)
      }),
    )
    expect(refusalOf(gate, bela, junk)).toBe('odd')
    expect(plainOn(gate.doc, 'places', 'x7')).toBeUndefined()
    const laid = updateOf(client(51), (doc) => addCard(doc, anna, aCard('anna.9')))
    expect(refusalOf(gate, anna, laid)).toBeUndefined()
  })
  test('that crosses the deletion of its card passes, on a board that was stored meanwhile, too', () => {
    for (const isStored of [false, true]) {
      const { gate, own, client } = aGate()
      const belas = client(50)
      gate.admit(
        updateOf(own, (doc) => deleteCard(doc, anna, 'anna.1')),
        anna,
        TALK,
      )
      if (isStored) {
        const doc = new Y.Doc()
        Y.applyUpdateV2(doc, Y.encodeStateAsUpdateV2(gate.doc))
        gate.sleep()
        gate.wake(doc)
      }
      const move = updateOf(belas, (doc) => moveCard(doc, bela, 'anna.1', { place: 'capacity' }))
      expect(refusalOf(gate, bela, move)).toBeUndefined()
    }
  })
  test('of deleted cards in their thousands is no such crossing, and takes no room from anybody’s', () => {
    const { gate, client } = aGate()
    const doc = client(50)
    const each = (act: (id: string) => void) =>
      updateOf(doc, () => doc.transact(() => Array.from({ length: 300 }, (_, no) => act(`bela.${no}`))))
    expect(
      refusalOf(
        gate,
        bela,
        each((id) => writeCard(doc, id, { ...fixed, text: '' })),
      ),
    ).toBeUndefined()
    expect(
      refusalOf(
        gate,
        bela,
        each((id) => deleteCard(doc, bela, id)),
      ),
    ).toBeUndefined()
    expect(
      refusalOf(
        gate,
        bela,
        each((id) => writePlacement(doc, id, PLACEMENT)),
      ),
    ).toBe('odd')
    const laid = updateOf(client(51), (own) => addCard(own, anna, aCard('anna.9')))
    expect(refusalOf(gate, anna, laid)).toBeUndefined()
  })
  const fixed = { author: 'bela', partner: 'traders', facet: null, createdAt: '2026-01-01T00:00:00Z' }
})

/** Three collected letters under each of so many client ids. */
const underIds = (first: number, count: number) =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, count)
    for (let no = 0; no < count; no += 1) {
      for (const number of [3, first + no, 0]) encoding.writeVarUint(encoder, number)
      for (let piece = 0; piece < 3; piece += 1) {
        encoding.writeUint8(encoder, 0)
        encoding.writeVarUint(encoder, 1_000_000)
      }
    }
    encoding.writeVarUint(encoder, 0)
  })

test('three seats with all the client ids they may have keep nobody who comes back from their board', async () => {
  const { room, writer } = someRooms()
  const board = await room()
  await writer.flushed()
  const honest = aGuest('anna')
  board.enter(honest.guest)
  for (const [no, id] of ['b1', 'b2', 'b3'].entries()) {
    const { guest } = aGuest(id)
    board.enter(guest)
    for (let batch = 0; batch < 25; batch += 1)
      board.take(guest, underIds(3_000_000_000 + no * 10_000 + batch * 100, 100))
    await writer.flushed()
  }
  addCard(honest.doc, honest.doer, { ...aCard('anna.1'), text: 'Written in the tunnel' })
  const vector = Y.encodeStateVector(honest.doc)
  expect(vector.length).toBeGreaterThan(64 * 2 ** 10)
  expect(board.answer(aGuest('anna').guest, vector)).toBeUndefined()
  // Longer than what the board itself could tell is still nothing that anybody honest says.
  const long = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 20_000)
    for (let no = 0; no < 20_000; no += 1)
      for (const number of [2_000_000_000 + no, 1_000_000]) encoding.writeVarUint(encoder, number)
  })
  expect(board.answer(aGuest('bela').guest, long)).toBe('unreadable')
})

test('as the ids of a board grow many, whoever has many gets half of what is left, and everybody some', () => {
  const { gate } = aGate()
  const give = (seatId: string, count: number) => {
    const first = gate.clients.size + 1_000
    for (let no = 0; no < count; no += 1) gate.clients.set(first + no, seatId)
  }
  give('bela', 2_450)
  expect([gate.mayBring('bela', 50), gate.mayBring('bela', 51)]).toEqual([true, false])
  for (let no = 0; no < 5; no += 1) give(`b${no}`, 2_400)
  expect([gate.mayBring('bela', 1), gate.mayBring('b3', 1), gate.mayBring('anna', 100)]).toEqual([false, false, true])
})
