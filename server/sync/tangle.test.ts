import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addCard, deleteCard, editText } from '#server/board/commands.ts'
import { textOf } from '#server/board/document.ts'
import { aCard, aGate, anna, bela, plain, TALK, updateOf } from './a-gate.ts'
import { chance } from './proof.ts'
import { isTangled, Tangles } from './tangle.ts'

const [DELETED, ORIGIN, RIGHT] = [1, 128, 64]
type Id = readonly [client: number, clock: number]

const copyOf = (from: Y.Doc, clientID: number): Y.Doc => {
  const doc = new Y.Doc()
  doc.clientID = clientID
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(from))
  return doc
}

/** Letters that are gone already, by hand, each between the two that it says. */
const letters = (client: number, between: readonly (readonly [Id, Id])[]) =>
  encoding.encode((encoder) => {
    for (const number of [1, between.length, client, 0]) encoding.writeVarUint(encoder, number)
    for (const [left, right] of between) {
      encoding.writeUint8(encoder, DELETED | ORIGIN | RIGHT)
      for (const number of [...left, ...right, 1]) encoding.writeVarUint(encoder, number)
    }
    encoding.writeVarUint(encoder, 0)
  })

/** A gate with a card of Bela's, and the first two letters of its text. */
function belasCard() {
  const { gate } = aGate()
  const doc = copyOf(gate.doc, 2)
  gate.admit(
    updateOf(doc, () => addCard(doc, bela, aCard('bela.1'))),
    bela,
    TALK,
  )
  const { client, clock } = ((textOf(gate.doc, 'bela.1') as Y.Text)._start as Y.Item).id
  return { gate, letter: (no: number): Id => [client, clock + no] }
}

/** Letters that were each typed before the last, in front of `first`. */
const typedBackwards = (client: number, count: number, left: Id, first: Id) =>
  letters(
    client,
    Array.from({ length: count }, (_, no) => [left, no === 0 ? first : ([client, no - 1] as const)] as const),
  )

test('two rows that came for nothing and cross each other when the board is loaded are taken back, and the card is written anew', () => {
  const { gate, letter } = belasCard()
  const before = plain(gate.doc)
  const listener = copyOf(gate.doc, 99)
  const take = (update: Uint8Array) => {
    const judged = gate.admit(update, bela, TALK)
    if (judged.is === 'passed') Y.applyUpdate(listener, judged.passed)
    return judged
  }
  expect(take(typedBackwards(900, 600, letter(0), letter(1)))).not.toHaveProperty('refused')
  expect(take(letters(3, [[letter(0), letter(1)]]))).not.toHaveProperty('refused')
  expect(take(typedBackwards(950, 600, letter(0), [3, 0]))).toMatchObject({ is: 'passed', refused: 'odd' })
  for (const doc of [gate.doc, listener, copyOf(gate.doc, 98)]) {
    expect(plain(doc)).toEqual(before)
    expect(isTangled(textOf(doc, 'bela.1') as Y.Text)).toBe(false)
  }
  const own = copyOf(gate.doc, 97)
  expect(take(updateOf(own, () => editText(own, bela, 'bela.1', 'Other words')))).not.toHaveProperty('refused')
  expect(plain(listener)).toEqual(plain(own))
})

test('a row that passes another, between two letters that were typed one after the other, is turned away before it is put in', () => {
  const { gate, letter } = belasCard()
  const before = gate.doc.store.clients.size
  expect(gate.admit(typedBackwards(900, 600, letter(0), letter(1)), bela, TALK)).not.toHaveProperty('refused')
  const judged = gate.admit(typedBackwards(950, 600, letter(0), letter(1)), bela, TALK)
  expect(judged).toEqual({ is: 'malformed', why: 'too-many-structs' })
  expect(gate.doc.store.clients.size).toBe(before + 1)
})

test('many that all came to one place, and let a long row pass when the board is loaded, are taken back', () => {
  const { gate, letter } = belasCard()
  const toTheEnd = Array.from({ length: 200 }, () => [letter(0), letter(5)] as const)
  expect(gate.admit(letters(3, toTheEnd), bela, TALK)).not.toHaveProperty('refused')
  const judged = gate.admit(typedBackwards(900, 1_000, letter(1), letter(2)), bela, TALK)
  expect(judged).toMatchObject({ is: 'passed', refused: 'odd' })
})

test('what is typed, corrected, taken away and brought back is never knotted, on one device and on two', () => {
  const next = chance(61)
  for (let day = 0; day < 12; day += 1) {
    const { own } = aGate()
    const words = Array.from({ length: 120 }, (_, no) => `word${no}`)
    editText(own, anna, 'anna.1', words.join(' '))
    const devices = [41, 42].map((id) => {
      const doc = copyOf(own, id)
      const undo = new Y.UndoManager([doc.getMap('cards')], { trackedOrigins: new Set(['anna']), captureTimeout: 0 })
      return { doc, undo, words: [...words] }
    })
    for (let turn = 0; turn < 600; turn += 1) {
      const { doc, undo, words: typed } = devices[day % 2 ? next(2) : 0] as (typeof devices)[number]
      const deed = next(12)
      typed[next(120)] = `w${next(1e6)}`
      if (deed < 8) editText(doc, anna, 'anna.1', typed.join(' '))
      else if (deed < 10) undo.undo()
      else if (deed < 11) undo.redo()
      else if (next(20) === 0) deleteCard(doc, anna, 'anna.1')
      if (turn % 50 < 49) continue
      const [one, other] = devices as [(typeof devices)[number], (typeof devices)[number]]
      Y.applyUpdate(one.doc, Y.encodeStateAsUpdate(other.doc, Y.encodeStateVector(one.doc)))
      Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(one.doc, Y.encodeStateVector(other.doc)))
      const text = textOf(one.doc, 'anna.1')
      expect(text && isTangled(text)).not.toBe(true)
    }
  }
})

test('a text is gone through again only once it has grown', () => {
  const { own } = aGate()
  const text = textOf(own, 'anna.1') as Y.Text
  const tangles = new Tangles()
  expect(tangles.has('anna.1', text)).toBe(false)
  for (let no = 0; no < 10_100; no += 1) text.insert(0, 'x')
  expect(tangles.has('anna.1', text)).toBe(true)
  expect(tangles.has('anna.1', text)).toBe(false)
  for (let no = 0; no < 200; no += 1) text.insert(0, 'x')
  expect(tangles.has('anna.1', text)).toBe(true)
})
