import * as encoding from 'lib0/encoding'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { addCard, deleteCard, editText, moveCard } from '#server/board/commands.ts'
import { SHELVES } from '#server/board/document.ts'
import { aCard, aGate, anna, bela, plain, TALK, updateOf } from './a-gate.ts'
import { Here } from './here.ts'
import { readPresence } from './presence.ts'
import { chance, noteFigures, sized } from './proof.ts'
import { readFrame } from './protocol.ts'
import { applyStored } from './put-in.ts'

const [GC, DELETED, STRING, TYPE, ANY, SKIP] = [0, 1, 4, 7, 8, 10]
const [ORIGIN, RIGHT, KEY] = [128, 64, 32]
type Next = ReturnType<typeof chance>
type Id = readonly [client: number, clock: number]

/** A number as lib0 writes it, but of so many empty places more: so long a row is read as endless, or as none. */
const longNumber = (zeros: number, last: number) => [...new Array<number>(zeros).fill(0x80), last]
const text = (word: string) => [word.length, ...Buffer.from(word)]

/** What Yjs itself never writes: structs whose neighbours, parents, kinds and clocks are drawn, most of them where they fit. */
function anUpdate(gate: { doc: Y.Doc }, next: Next): Uint8Array {
  const known = (client: number) => Y.getState(gate.doc.store, client)
  return encoding.encode((encoder) => {
    const number = (value: number) => encoding.writeVarUint(encoder, value)
    const id = ([client, clock]: Id) => [client, clock].forEach(number)
    const clients = next(4) > 0 ? [7 + next(2)] : [7, 8]
    number(clients.length)
    for (const client of clients) {
      const count = next(2) > 0 ? 1 : 1 + next(4)
      const first = next(4) > 0 ? known(client) : Math.max(0, known(client) - next(4))
      for (const value of [count, client, first]) number(value)
      // Anna's letters are 6 to 20; before them stand her card and its fields.
      const letter = (): Id =>
        [[1, 6 + next(15)] as const, [7, next(known(7) + 2)] as const, [8, next(known(8) + 2)] as const][next(3)] as Id
      const anything = (): Id =>
        next(3) > 0 ? letter() : ([[1, next(22)] as const, [9, next(9)] as const][next(2)] as Id)
      for (let i = 0; i < count; i += 1) {
        const kind = [GC, DELETED, STRING, STRING, STRING, TYPE, ANY, SKIP][next(8)] as number
        if (kind === GC || kind === SKIP) {
          encoding.writeUint8(encoder, kind)
          number(1 + next(3))
          continue
        }
        const lean = next(5)
        const [hasOrigin, hasRight] = [lean === 1 || lean > 2, lean === 2 || lean > 2]
        const hasKey = !hasOrigin && !hasRight && next(4) > 0
        encoding.writeUint8(encoder, kind | (hasOrigin ? ORIGIN : 0) | (hasRight ? RIGHT : 0) | (hasKey ? KEY : 0))
        const origin = anything()
        const isAnnas = origin[0] === 1 && origin[1] < 20 && next(4) > 0
        if (hasOrigin) id(origin)
        if (hasRight) id(isAnnas ? [1, Math.min(20, origin[1] + 1 + next(3))] : letter())
        if (!hasOrigin && !hasRight) {
          const isNamed = next(2)
          number(isNamed)
          if (isNamed) encoding.writeVarString(encoder, [...SHELVES, 'cellar'][next(12)] ?? ('places' as string))
          else id(next(2) ? [1, 5] : anything())
          if (hasKey) encoding.writeVarString(encoder, ['anna.1', 'bela.1', 'text', 'author'][next(4)] as string)
        }
        if (kind === DELETED) number(1 + next(3))
        if (kind === STRING) encoding.writeVarString(encoder, ['a', 'bc', 'xyz'][next(3)] as string)
        if (kind === TYPE) number(next(3))
        if (kind === ANY) {
          const values = [{ place: 'value', group: null, pos: 'V' }, 'bela', 1].slice(0, 1 + next(3))
          number(values.length)
          for (const value of values) encoding.writeAny(encoder, value)
        }
      }
    }
    const deletions = next(3)
    number(deletions)
    for (let i = 0; i < deletions; i += 1)
      for (const value of [[1, 7, 8][next(3)] as number, 1, next(25), 1 + next(3)]) number(value)
  })
}

test('whatever is written by hand, all who heard what passed have the board that those have who load it', () => {
  const next = chance(31)
  let [passed, boards] = [0, 0]
  for (let no = 0; no < sized(3_000, 300_000); boards += 1) {
    const { gate } = aGate()
    const log = [Y.encodeStateAsUpdate(gate.doc)]
    const listener = new Y.Doc()
    applyStored(listener, log)
    for (let turn = 0; turn < 12; turn += 1, no += 1) {
      const before = plain(gate.doc)
      const judged = gate.admit(anUpdate(gate, next), bela, TALK)
      if (judged.is !== 'passed' || judged.refused) expect(plain(gate.doc)).toEqual(before)
      if (judged.is !== 'passed') continue
      passed += 1
      log.push(judged.passed)
      applyStored(listener, [judged.passed])
    }
    const loaded = [new Y.Doc(), new Y.Doc(), new Y.Doc()] as const
    expect(applyStored(loaded[0], log)).toBe('whole')
    Y.applyUpdate(loaded[1], Y.encodeStateAsUpdate(gate.doc))
    Y.applyUpdateV2(loaded[2], Y.encodeStateAsUpdateV2(gate.doc))
    for (const doc of [listener, ...loaded]) expect(plain(doc)).toEqual(plain(gate.doc))
  }
  noteFigures('by-hand', { seed: 31, passed, boards, otherwise: 0 })
  expect(passed).toBeGreaterThan(100)
}, 600_000)

describe('turned away before any of it is taken', () => {
  const aPlace = [ANY | KEY, 1, ...text('places'), ...text('x'), 1, 119, ...text('v')]
  const updates: [string, number[]][] = [
    ['a client without end', [1, 1, ...longNumber(147, 1), 0, ...aPlace, 0]],
    ['a client that no table holds', [1, 1, ...longNumber(10, 1), 0, ...aPlace, 0]],
    ['a length that is no number', [1, 1, 7, 0, GC, ...longNumber(160, 0), 0]],
    ['a count that is no number', [1, ...longNumber(160, 0), 7, 0, 0]],
    ['a deletion that is no number', [0, 1, 1, 1, ...longNumber(160, 0), 1]],
    ['deletions of the same again and again', [0, 1, 1, 2, 6, 9, 6, 9]],
    ['deletions of the same, in two rows', [0, 2, 1, 1, 6, 9, 1, 1, 14, 1]],
    [
      'two rows of one client, of which Yjs takes the last',
      [2, 1, 7, 0, GC, 1, 1, 7, 0, ANY | KEY, 1, ...text('cellar'), ...text('x'), 1, 119, ...text('v'), 0],
    ],
    ['something behind its end', [0, 0, 1, 2, 3]],
    ['an update of Yjs’ second format', [...Y.encodeStateAsUpdateV2(new Y.Doc())]],
  ]
  test.each(updates)('%s', (_what, bytes) => {
    const { gate } = aGate()
    const before = plain(gate.doc)
    expect(gate.admit(Uint8Array.from(bytes), bela, TALK)).toEqual({ is: 'malformed', why: 'unreadable' })
    expect(plain(gate.doc)).toEqual(before)
  })

  test('somebody else’s card is not taken away by leaning on two rows at once', () => {
    const { gate } = aGate()
    // Under the card's key, with a field of the card at its right.
    const update = Uint8Array.from([1, 1, 7, 0, ANY | ORIGIN | RIGHT, 1, 0, 1, 3, 1, 119, ...text('v'), 0])
    expect(gate.admit(update, bela, TALK)).toEqual({ is: 'malformed', why: 'unknown-place' })
  })

  test('somebody else’s words are not mixed up by letters the wrong way round, be it at once or in two steps', () => {
    const letters = (count: number, ...structs: number[]) => Uint8Array.from([1, count, 7, 0, ...structs, 0])
    const aGone = [DELETED | ORIGIN | RIGHT, 1, 19, 1, 17, 2]
    const { gate } = aGate()
    expect(gate.admit(letters(1, ...aGone), bela, TALK)).toEqual({ is: 'malformed', why: 'unknown-place' })
    const twoSteps = letters(2, DELETED | ORIGIN, 1, 19, 1, DELETED | ORIGIN | RIGHT, 7, 0, 1, 17, 1)
    const before = plain(gate.doc)
    expect(gate.admit(twoSteps, bela, TALK)).toEqual({ is: 'malformed', why: 'unknown-place' })
    expect([plain(gate.doc), Y.getState(gate.doc.store, 7)]).toEqual([before, 0])
    const more = updateOf(gateCopy(gate.doc, 2), (doc) => addCard(doc, bela, aCard('bela.1')))
    expect(gate.admit(more, bela, TALK)).not.toHaveProperty('refused')
  })

  const many = (head: number[], count: number, each: number[], end: number[]) => {
    const bytes = new Uint8Array(head.length + count * each.length + end.length)
    for (let i = 0; i < count * each.length; i += 1) bytes[head.length + i] = each[i % each.length] as number
    bytes.set(head)
    bytes.set(end, head.length + count * each.length)
    return bytes
  }
  // 2,097,152 as lib0 writes it.
  const TWO_MILLION = [0x80, 0x80, 0x80, 0x01]
  const aValue = [1, 1, 7, 0, ANY | KEY, 1, ...text('places'), ...text('x'), 1, 117, ...TWO_MILLION]
  test.each([
    ['structs', many([1, ...TWO_MILLION, 7, 0], 2_097_152, [GC, 1], [0])],
    ['deletions', many([0, 1, 1, ...TWO_MILLION], 2_097_152, [0, 1], [])],
    ['values in one', many(aValue, 2_097_152, [126], [0])],
  ])('millions of %s, however little room they take', (_what, update) => {
    const { gate } = aGate()
    expect(gate.admit(update, bela, TALK)).toEqual({ is: 'malformed', why: 'too-many-structs' })
  })

  const inOwnText = (structs: (encoder: encoding.Encoder, text: Id) => number) => {
    const { gate } = aGate()
    const doc = gateCopy(gate.doc, 2)
    gate.admit(
      updateOf(doc, () => addCard(doc, bela, aCard('bela.1'))),
      bela,
      TALK,
    )
    const item = (doc.getMap('cards').get('bela.1') as Y.Map<Y.Text>).get('text')?._item?.id as Y.ID
    const body = encoding.createEncoder()
    const count = structs(body, [item.client, item.clock])
    return gate.admit(
      encoding.encode((encoder) => {
        for (const value of [1, count, 7, 0]) encoding.writeVarUint(encoder, value)
        encoding.writeUint8Array(encoder, encoding.toUint8Array(body))
        encoding.writeVarUint(encoder, 0)
      }),
      bela,
      TALK,
    )
  }
  const gone = (encoder: encoding.Encoder, length: number, origin?: Id, right?: Id, parent?: Id) => {
    encoding.writeUint8(encoder, DELETED | (origin ? ORIGIN : 0) | (right ? RIGHT : 0))
    const ids = [...(origin ?? []), ...(right ?? []), ...(origin || right ? [] : [0, ...(parent ?? [])])]
    for (const value of [...ids, length]) encoding.writeVarUint(encoder, value)
  }
  test.each<[string, (encoder: encoding.Encoder, text: Id) => number]>([
    [
      'that all lean on nothing',
      (encoder, text) => {
        for (let i = 0; i < 3_000; i += 1) gone(encoder, 1, undefined, undefined, text)
        return 3_000
      },
    ],
    [
      'that lean on the middles of one row, from its end on, with one and the same at the right',
      (encoder, text) => {
        gone(encoder, 3_000, undefined, undefined, text)
        gone(encoder, 1, [7, 2_999])
        for (let i = 2_998; i >= 0; i -= 1) gone(encoder, 1, [7, i], [7, 3_000])
        return 3_001
      },
    ],
    [
      'that lean on every other of a row of single ones',
      (encoder, text) => {
        for (let i = 0; i < 1_500; i += 1) gone(encoder, 1, i === 0 ? undefined : [7, i - 1], undefined, text)
        for (let i = 0; i < 1_500; i += 1) gone(encoder, 1, [7, i])
        return 3_000
      },
    ],
  ])('letters by the thousand in one’s own text %s', (_what, structs) => {
    expect(inOwnText(structs)).toEqual({ is: 'malformed', why: 'too-many-structs' })
  })

  test('presence whose numbers never end, or that no client has', () => {
    const state = text('{}')
    for (const bytes of [
      [1, 7, ...longNumber(147, 1), ...state],
      [1, ...longNumber(147, 1), 1, ...state],
      [1, ...longNumber(160, 0), 1, ...state],
      [1, ...longNumber(9, 1), 1, ...state],
    ]) {
      const here = new Here({ ownerOf: () => undefined, reserve: () => undefined })
      here.hear(
        { seat: { id: 'bela', kind: 'participant', partnerId: null, name: 'Bela' } },
        Uint8Array.from(bytes),
        true,
      )
      expect([readPresence(Uint8Array.from(bytes)), here.news()]).toEqual([[], undefined])
    }
    expect(readFrame(Uint8Array.from([1, 150, 1, ...longNumber(149, 1)]))).toBeUndefined()
  })
})

const gateCopy = (from: Y.Doc, clientID: number): Y.Doc => {
  const doc = new Y.Doc()
  doc.clientID = clientID
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(from))
  return doc
}

test('a card that was written, and corrected in the middle again and again, without a network is taken whole', () => {
  const next = chance(34)
  const { gate } = aGate()
  const doc = gateCopy(gate.doc, 40)
  const undo = new Y.UndoManager([doc.getMap('cards')], { trackedOrigins: new Set(['anna']), captureTimeout: 0 })
  const before = Y.encodeStateVector(gate.doc)
  addCard(doc, anna, aCard('anna.2'))
  const words = Array.from({ length: 400 }, (_, i) => `word${i}`)
  for (let i = 0; i < 700; i += 1) {
    words[next(400)] = `w${next(1e6)}rd`
    editText(doc, anna, 'anna.2', words.join(' '))
    if (i % 50 === 49) for (let n = 0; n < 3; n += 1) undo.undo()
    if (i % 100 === 99) undo.redo()
  }
  const judged = gate.admit(Y.encodeStateAsUpdate(doc, before), anna, TALK)
  expect([judged.is, 'refused' in judged]).toEqual(['passed', false])
  expect(plain(gate.doc)).toEqual(plain(doc))
})

test('honest people whose server knows more of theirs than it said are taken at their word', () => {
  const next = chance(33)
  let overlaps = 0
  for (let day = 0; day < sized(60, 2_000); day += 1) {
    const { gate } = aGate()
    // Undoing, Yjs itself leans letters on neighbours so that two documents may put them elsewhere.
    const undoes = day % 2 === 1
    const people = [anna, bela].map((doer, i) => {
      const doc = gateCopy(gate.doc, 40 + i)
      const undo = new Y.UndoManager([doc.getMap('cards'), doc.getMap('places')], {
        trackedOrigins: new Set([doer.id]),
        captureTimeout: 0,
      })
      // What it said it had, some time ago.
      return { doer, doc, undo, said: Y.encodeStateVector(gate.doc) }
    })
    for (let turn = 0; turn < 40; turn += 1) {
      const { doer, doc, undo } = people[next(2)] as (typeof people)[number]
      const id = `${doer.id}.${next(3)}`
      const deeds = [
        () => addCard(doc, doer, aCard(id)),
        () => editText(doc, doer, id, `Words ${'w'.repeat(next(9))} of ${next(99)}`),
        () => editText(doc, doer, id, `${next(9)} before`),
        () =>
          moveCard(doc, doer, id, {
            place: (['value', 'capacity', 'middle'] as const)[next(3)] as 'value',
            no: next(3),
          }),
        () => deleteCard(doc, doer, id),
        ...(undoes ? [() => undo.undo(), () => undo.redo()] : []),
      ]
      deeds[next(deeds.length)]?.()
      const person = people.find((one) => one.doc === doc) as (typeof people)[number]
      const isOld = next(2) === 0
      const update = Y.encodeStateAsUpdate(doc, isOld ? person.said : Y.encodeStateVector(gate.doc))
      if (isOld) overlaps += 1
      const judged = gate.admit(update, doer, TALK)
      expect(judged.is).not.toBe('malformed')
      expect(judged).not.toHaveProperty('refused')
      if (next(4) === 0) person.said = Y.encodeStateVector(gate.doc)
      if (next(2) === 0) Y.applyUpdate(doc, Y.encodeStateAsUpdate(gate.doc, Y.encodeStateVector(doc)))
    }
    for (const { doc } of people) Y.applyUpdate(doc, Y.encodeStateAsUpdate(gate.doc, Y.encodeStateVector(doc)))
    if (!undoes) for (const { doc } of people) expect(plain(doc)).toEqual(plain(gate.doc))
  }
  expect(overlaps).toBeGreaterThan(500)
}, 600_000)
