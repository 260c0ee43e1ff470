import * as encoding from 'lib0/encoding'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { addCard, deleteCard, editText, groupCards, moveCard } from '#server/board/commands.ts'
import { plainOn, textOf, writeCard, writePlacement } from '#server/board/document.ts'
import { viewBoard } from '#server/board/view.ts'
import { aCard, aGate, anna, bela, plain, screen, TALK, updateOf } from './a-gate.ts'
import { Gate } from './gate.ts'

/** An update written by hand, for what no Yjs would write: structs of one client from a clock on, and nothing deleted. */
const byHand = (client: number, clock: number, ...structs: ((encoder: encoding.Encoder) => void)[]) =>
  encoding.encode((encoder) => {
    for (const count of [1, structs.length, client, clock]) encoding.writeVarUint(encoder, count)
    for (const write of structs) write(encoder)
    encoding.writeVarUint(encoder, 0)
  })
const TEXT = 4
const TYPE = 7
const KEYED = 32
/** A struct that hangs on the thing with this id, under a key or in its list. */
const hangingOn =
  (parent: [client: number, clock: number], kind: number, key: string | undefined, content: string | number) =>
  (encoder: encoding.Encoder) => {
    encoding.writeUint8(encoder, kind | (key === undefined ? 0 : KEYED))
    for (const part of [0, ...parent]) encoding.writeVarUint(encoder, part)
    if (key !== undefined) encoding.writeVarString(encoder, key)
    if (typeof content === 'string') encoding.writeVarString(encoder, content)
    else encoding.writeVarUint(encoder, content)
  }

describe('what no honest client sends is turned away before it is applied', () => {
  const nested = (depth: number) => (doc: Y.Doc) => {
    let map: Y.Map<unknown> = doc.getMap('cards')
    for (let i = 0; i < depth; i += 1) {
      const inner = new Y.Map<unknown>()
      map.set('bela.2', inner)
      map = inner
    }
  }
  const deepValue = (depth: number) => {
    let value: unknown = 1
    for (let i = 0; i < depth; i += 1) value = [value]
    return value
  }
  const own = (doc: Y.Doc) => (doc.getMap('cards').get('anna.1') as Y.Map<Y.Text>).get('text') as Y.Text
  const acts: [string, (doc: Y.Doc) => void][] = [
    ['types within types', nested(4)],
    ['types within types, two thousand deep', nested(2_000)],
    ['a value nested too deep', (doc) => doc.getMap('places').set('bela.2', deepValue(9))],
    ['a list in the place of a card', (doc) => doc.getMap('cards').set('bela.2', new Y.Array())],
    ['bytes as a value', (doc) => doc.getMap('places').set('bela.2', new Uint8Array(5))],
    ['a number too big for JSON', (doc) => doc.getMap('places').set('bela.2', { pos: 5n })],
    ['a document within the document', (doc) => doc.getMap('cards').set('bela.2', new Y.Doc())],
    ['a picture within a text', (doc) => own(doc).insertEmbed(0, { image: 'x' })],
    ['letters in colour', (doc) => own(doc).format(0, 3, { color: 'url(js)' })],
    ['a note pinned to a text', (doc) => own(doc).setAttribute('note', 'hidden')],
    ['a room that the board does not have', (doc) => doc.getMap('cellar').set('x', 1)],
    [
      'a key longer than any id',
      (doc) => writePlacement(doc, 'x'.repeat(121), { place: 'value', group: null, pos: 'V' }),
    ],
    ['a list in a shelf', (doc) => doc.getArray('cards').push([1])],
  ]
  test.each(acts)('%s', (_what, act) => {
    const { gate, client } = aGate()
    const before = plain(gate.doc)
    const judged = gate.admit(updateOf(client(2), act), bela, TALK)
    expect(judged).toEqual({ is: 'malformed', why: 'unknown-place' })
    expect(plain(gate.doc)).toEqual(before)
  })

  const hands: [string, Uint8Array, string][] = [
    ['a thing that hangs on itself', byHand(2, 0, hangingOn([2, 0], TYPE, 'text', 2)), 'missing-predecessor'],
    [
      'two that hang on each other',
      byHand(2, 0, hangingOn([2, 1], TYPE, 'a', 1), hangingOn([2, 0], TYPE, 'b', 1)),
      'missing-predecessor',
    ],
    [
      'a thing that hangs on what nobody has',
      byHand(2, 0, hangingOn([9, 9], TEXT, undefined, 'x')),
      'missing-predecessor',
    ],
    ['a later word without the earlier', byHand(2, 5, hangingOn([1, 0], TEXT, undefined, 'x')), 'missing-predecessor'],
    ['a word of no letters', byHand(2, 0, hangingOn([1, 0], TEXT, undefined, '')), 'unreadable'],
    ['loose letters in a card', byHand(2, 0, hangingOn([1, 0], TEXT, undefined, 'x')), 'unknown-place'],
    ['letters under a key', byHand(2, 0, hangingOn([1, 0], TEXT, 'author', 'x')), 'unknown-place'],
    ['a type of no known kind', byHand(2, 0, hangingOn([1, 0], TYPE, 'text', 99)), 'unreadable'],
    ['a count that lies', new Uint8Array([255, 255, 255, 255, 15]), 'unreadable'],
    ['nothing at all', new Uint8Array([]), 'unreadable'],
  ]
  test.each(hands)('%s', (_what, update, why) => {
    const { gate } = aGate()
    const before = plain(gate.doc)
    expect(gate.admit(update, bela, TALK)).toEqual({ is: 'malformed', why })
    expect(plain(gate.doc)).toEqual(before)
  })

  test('a word that is known already, but leans on what nobody has', () => {
    const { gate, client } = aGate()
    gate.admit(
      updateOf(client(2), (doc) => addCard(doc, bela, aCard('bela.1'))),
      bela,
      TALK,
    )
    const again = byHand(2, 0, hangingOn([62, 0], TEXT, 'text', 'x'))
    expect(gate.admit(again, bela, TALK)).toEqual({ is: 'malformed', why: 'missing-predecessor' })
    expect(gate.doc.store.pendingStructs).toBeNull()
  })

  test('one client’s words in two parts, of which Yjs would read the last alone', () => {
    const { gate, client } = aGate()
    const doc = client(2)
    const [first, second] = ['bela.1', 'bela.2'].map((id) => updateOf(doc, () => addCard(doc, bela, aCard(id))))
    const body = (update: Uint8Array | undefined) => (update ?? new Uint8Array()).subarray(1, (update?.length ?? 0) - 1)
    const twice = Buffer.concat([Buffer.from([2]), body(first), body(second), Buffer.from([0])])
    const before = plain(gate.doc)
    gate.admit(twice, bela, TALK)
    expect(gate.doc.store.pendingStructs).toBeNull()
    expect(plain(gate.doc)).toEqual(before)
  })

  test('the next word of somebody else, or of the server', () => {
    const { gate, own: copy } = aGate()
    gate.clients.set(7, 'server')
    const inAnnasName = updateOf(copy, (doc) => addCard(doc, bela, aCard('bela.1')))
    expect(gate.admit(inAnnasName, bela, TALK)).toEqual({ is: 'malformed', why: 'anothers-client' })
    const inTheServers = byHand(7, 0, hangingOn([1, 0], TEXT, undefined, 'x'))
    expect(gate.admit(inTheServers, bela, TALK)).toEqual({ is: 'malformed', why: 'anothers-client' })
  })

  test('the first word of somebody who is here and has written nothing yet', () => {
    const { gate, client } = aGate()
    gate.reserve(5, 'anna')
    const update = updateOf(client(5), (doc) => addCard(doc, bela, aCard('bela.1')))
    expect(gate.admit(update, bela, TALK)).toEqual({ is: 'malformed', why: 'anothers-client' })
    expect(
      gate.admit(
        updateOf(client(5), (doc) => addCard(doc, anna, aCard('anna.2'))),
        anna,
        TALK,
      ).is,
    ).toBe('passed')
  })

  test('only so many ids are kept, the latest', () => {
    const { gate } = aGate()
    for (let i = 0; i < 6_000; i += 1) gate.reserve(100 + i, 'anna')
    expect([gate.ownerOf(100), gate.ownerOf(6_099)]).toEqual([undefined, 'anna'])
  })
})

describe('what a seat may not do is taken back', () => {
  test('its author’s words of the same moment are kept', () => {
    const { gate, own, client } = aGate()
    const forged = updateOf(client(2), (doc) => editText(doc, bela, 'anna.1', 'Rubbish of anna.1'))
    const honest = updateOf(own, (doc) => editText(doc, anna, 'anna.1', 'Words of anna.1, and more'))
    expect(gate.admit(forged, bela, TALK)).toMatchObject({ refused: 'belongs-to-another' })
    gate.admit(honest, anna, TALK)
    expect(viewBoard(gate.doc).cards['anna.1']?.text).toBe('Words of anna.1, and more')
  })

  test('words on the board past a convenor who checks them first, be it a card or the title of a group', () => {
    const { gate, client } = aGate()
    const by = (id: number, act: (doc: Y.Doc) => void) =>
      gate.admit(updateOf(client(id), act), anna, { ...TALK, checked: true })
    const refused = { refused: 'checked-first' }
    expect(by(11, (doc) => editText(doc, anna, 'anna.1', 'Other words'))).toMatchObject(refused)
    expect(by(12, (doc) => groupCards(doc, anna, 'anna.g', 'A title', ['anna.1']))).toMatchObject(refused)
    const moved = by(13, (doc) => moveCard(doc, anna, 'anna.1', { place: 'capacity' }))
    expect(moved).not.toHaveProperty('refused')
    expect(viewBoard(gate.doc)).toMatchObject({
      ...{ groups: [], cards: { 'anna.1': { text: 'Words of anna.1', place: 'capacity' } } },
    })
  })

  test('nothing of it is in what the others are sent', () => {
    const { gate, client } = aGate()
    const forged = updateOf(client(2), (doc) => editText(doc, bela, 'anna.1', 'a secret slander'))
    const judged = gate.admit(forged, bela, TALK)
    expect(judged.is).toBe('passed')
    expect(Buffer.from(judged.is === 'passed' ? judged.passed : []).includes('slander')).toBe(false)
  })

  test('nor what else was ever deleted on the board: the others hear of this edit alone, and have the same board', () => {
    const { gate, client } = aGate()
    const own = client(8)
    const give = (act: (doc: Y.Doc) => void) => gate.admit(updateOf(own, act), anna, TALK)
    give((doc) => addCard(doc, anna, aCard('anna.2', 'value', 'ab'.repeat(1_500))))
    give((doc) => {
      const text = textOf(doc, 'anna.2')
      doc.transact(() => {
        for (let at = 1_499; at >= 0; at -= 1) text?.delete(at * 2, 1)
      })
    })
    const [listener, offender] = [client(21), client(22)]
    const stood = plain(gate.doc)
    const forgeries = [
      (doc: Y.Doc) => editText(doc, bela, 'anna.1', 'Rubbish'),
      (doc: Y.Doc) => deleteCard(doc, bela, 'anna.1'),
      (doc: Y.Doc) => addCard(doc, anna, aCard('anna.3')),
    ]
    for (const forgery of forgeries) {
      const judged = gate.admit(updateOf(offender, forgery), bela, TALK)
      if (judged.is !== 'passed' || !judged.refused) expect.fail('it should have been taken back')
      expect(judged.passed.length).toBeLessThan(500)
      for (const doc of [listener, offender]) Y.applyUpdate(doc, judged.passed)
      expect([plain(listener), plain(offender), plain(gate.doc)]).toEqual([stood, stood, stood])
    }
    expect(Y.equalSnapshots(Y.snapshot(listener), Y.snapshot(gate.doc))).toBe(true)
    expect(Y.encodeStateAsUpdate(gate.doc).length).toBeGreaterThan(10_000)
  })

  test('what hides behind the end of an update is not passed on', () => {
    const { gate, client } = aGate()
    const update = updateOf(client(2), (doc) => addCard(doc, bela, aCard('bela.1')))
    const judged = gate.admit(Buffer.concat([update, Buffer.from('hidden words')]), bela, TALK)
    expect(Buffer.from(judged.is === 'passed' ? judged.passed : []).includes('hidden')).toBe(false)
  })

  const odd: [string, (doc: Y.Doc) => void][] = [
    [
      'a place that grows',
      (doc) => doc.getMap('places').set('anna.1', new Y.Map(Object.entries({ place: 'value', group: null, pos: 'V' }))),
    ],
    [
      'an author that grows',
      (doc) => (doc.getMap('cards').get('anna.1') as Y.Map<unknown>).set('author', new Y.Text('anna')),
    ],
    [
      'a position that is no number of ours',
      (doc) => doc.getMap('places').set('anna.1', { place: 'value', group: null, pos: Number.NaN }),
    ],
    ['a card of too many words', (doc) => editText(doc, anna, 'anna.1', 'x'.repeat(4_001))],
    [
      'a card that says more than cards do',
      (doc) => (doc.getMap('cards').get('anna.1') as Y.Map<unknown>).set('href', 'javascript:1'),
    ],
  ]
  test.each(odd)('%s', (_what, act) => {
    const { gate, own } = aGate()
    const before = plain(gate.doc)
    expect(gate.admit(updateOf(own, act), anna, TALK)).toMatchObject({ is: 'passed', refused: 'odd' })
    expect(plain(gate.doc)).toEqual(before)
  })

  test('nobody who only looks on, or comes too late, leaves a placement for a card that isn’t there', () => {
    const { gate, client } = aGate()
    const stray = (id: number) =>
      updateOf(client(id), (doc) => writePlacement(doc, 'anna.9', { place: 'value', group: null, pos: 'V' }))
    expect(gate.admit(stray(2), screen, TALK)).toMatchObject({ refused: 'looking-on' })
    expect(gate.admit(stray(3), bela, { ...TALK, step: 'rate' })).toMatchObject({ refused: 'not-the-time' })
    expect(gate.admit(stray(4), bela, { ...TALK, closed: true })).toMatchObject({ refused: 'closed' })
    expect(plainOn(gate.doc, 'places', 'anna.9')).toBeUndefined()
  })

  test('a board that is too full takes no new card, and lets go of old ones', () => {
    const gate = new Gate(new Y.Doc(), new Map())
    gate.noteServer(() => {
      for (let i = 0; i < 2_001; i += 1) {
        const { text, createdAt } = aCard(`anna.${i}`)
        writeCard(gate.doc, `anna.${i}`, { text, createdAt, author: 'anna', partner: 'council', facet: null })
      }
    })
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(gate.doc))
    expect(
      gate.admit(
        updateOf(doc, () => deleteCard(doc, anna, 'anna.7')),
        anna,
        TALK,
      ),
    ).not.toHaveProperty('refused')
    expect(
      gate.admit(
        updateOf(doc, () => addCard(doc, anna, aCard('anna.x'))),
        anna,
        TALK,
      ),
    ).toHaveProperty('refused')
  })
})
