import fc from 'fast-check'
import * as encoding from 'lib0/encoding'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { addCard, deleteCard, editText, groupCards, moveCard, renameGroup, ungroup } from '#server/board/commands.ts'
import {
  cardOn,
  plainOn,
  SHELVES,
  shelvesOf,
  writeCard,
  writePlacement,
  writeSessionFact,
} from '#server/board/document.ts'
import { type Deed, type Doer, type Times, whyNot } from '#server/board/may.ts'
import { viewBoard } from '#server/board/view.ts'
import { PLACES, type Place } from '#server/vocabulary/corner.ts'
import { STEPS } from '#server/vocabulary/step.ts'
import { Gate } from './gate.ts'

const TALK: Times = { step: 'talk', viewsShown: true, closed: false }
const anna: Doer = { id: 'anna', kind: 'participant', partnerId: 'council' }
const bela: Doer = { id: 'bela', kind: 'participant', partnerId: 'traders' }
const amira: Doer = { id: 'amira', kind: 'convenor', partnerId: null }
const screen: Doer = { id: 'sofia', kind: 'screen', partnerId: null }
const aCard = (id: string, place: Place = 'value', text = `Words of ${id}`) => ({
  id,
  text,
  place,
  facet: null,
  createdAt: '2026-01-01T00:00:00Z',
})

/** A gate with one card of Anna's, and a client of somebody's that has it too. */
function aGate() {
  const gate = new Gate(new Y.Doc(), new Map())
  const client = (id: number) => {
    const doc = new Y.Doc()
    doc.clientID = id
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(gate.doc))
    return doc
  }
  const own = client(1)
  gate.clients.set(1, 'anna')
  addCard(own, anna, aCard('anna.1'))
  gate.admit(Y.encodeStateAsUpdate(own), anna, TALK)
  return { gate, own, client }
}

/** What a document's owner does, as the update that is sent for it. */
function updateOf(doc: Y.Doc, act: (doc: Y.Doc) => void): Uint8Array {
  const before = Y.encodeStateVector(doc)
  const updates: Uint8Array[] = []
  const heard = (update: Uint8Array) => updates.push(update)
  doc.on('update', heard)
  act(doc)
  doc.off('update', heard)
  return updates.length > 0 ? Y.mergeUpdates(updates) : Y.encodeStateAsUpdate(doc, before)
}

const plain = (doc: Y.Doc) =>
  Object.fromEntries(
    SHELVES.map((shelf) => [
      shelf,
      Object.fromEntries([...doc.getMap(shelf).keys()].sort().map((k) => [k, plainOn(doc, shelf, k)])),
    ]),
  )

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

  test('nothing of it is in what the others are sent', () => {
    const { gate, client } = aGate()
    const forged = updateOf(client(2), (doc) => editText(doc, bela, 'anna.1', 'a secret slander'))
    const judged = gate.admit(forged, bela, TALK)
    expect(judged.is).toBe('passed')
    expect(Buffer.from(judged.is === 'passed' ? judged.passed : []).includes('slander')).toBe(false)
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
    [
      'a key longer than any id',
      (doc) => writePlacement(doc, 'x'.repeat(121), { place: 'value', group: null, pos: 'V' }),
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

/** One deed of a random client, honest or not, with what it is in the terms of `may`, told independently of the gate. */
interface Try {
  act(doc: Y.Doc, doer: Doer): void
  /** Undefined when it changes nothing. */
  deed(doc: Y.Doc, doer: Doer): Deed | 'odd' | undefined
}
const DOERS = [anna, bela, amira, screen]
const CARDS = ['anna.1', 'anna.2', 'bela.1', 'amira.1']
const authorOf = (doc: Y.Doc, id: string) => cardOn(doc, id)?.author
const ofCard = (is: 'edit' | 'delete', id: string) => (doc: Y.Doc) => {
  const author = authorOf(doc, id)
  return author === undefined ? undefined : ({ is, author } as const)
}
const aTry: fc.Arbitrary<Try> = fc.oneof(
  fc.tuple(fc.constantFrom(...CARDS), fc.constantFrom(...DOERS), fc.constantFrom(...PLACES)).map(([id, as, place]) => ({
    act: (doc: Y.Doc) => {
      if (authorOf(doc, id) !== as.id) addCard(doc, as, aCard(id, place))
    },
    deed(doc: Y.Doc): Deed | undefined {
      const had = authorOf(doc, id)
      if (had === as.id) return undefined
      return had ? { is: 'rule' } : { is: 'add', cardId: id, author: as.id, partner: as.partnerId }
    },
  })),
  fc.tuple(fc.constantFrom(...CARDS), fc.string({ maxLength: 12 })).map(([id, text]) => ({
    act: (doc: Y.Doc, doer: Doer) => editText(doc, doer, id, text),
    deed: ofCard('edit', id),
  })),
  fc.constantFrom(...CARDS).map((id) => ({
    act: (doc: Y.Doc, doer: Doer) => deleteCard(doc, doer, id),
    deed: ofCard('delete', id),
  })),
  fc.tuple(fc.constantFrom(...CARDS), fc.constantFrom(...PLACES), fc.nat(4)).map(([id, place, no]) => ({
    act: (doc: Y.Doc, doer: Doer) => moveCard(doc, doer, id, { place, no }),
    deed: (): Deed => ({ is: 'move' }),
  })),
  fc.tuple(fc.constantFrom('g.1', 'g.2'), fc.subarray(CARDS, { minLength: 1 })).map(([group, ids]) => ({
    act: (doc: Y.Doc, doer: Doer) => groupCards(doc, doer, group, 'Together', ids),
    deed: (): Deed => ({ is: 'group' }),
  })),
  fc.constantFrom('g.1', 'g.2').map((group) => ({
    act: (doc: Y.Doc, doer: Doer) => ungroup(doc, doer, group),
    deed: (): Deed => ({ is: 'group' }),
  })),
  fc.constantFrom('g.1', 'g.2').map((group) => ({
    act: (doc: Y.Doc, doer: Doer) => renameGroup(doc, doer, group, 'Renamed'),
    deed: (): Deed => ({ is: 'group' }),
  })),
  fc.constantFrom('step', 'closed').map((key) => ({
    act: (doc: Y.Doc) => writeSessionFact(doc, key, 'finish'),
    deed: (): Deed => ({ is: 'rule' }),
  })),
  fc.constantFrom(...CARDS).map((id) => ({
    act: (doc: Y.Doc) => void doc.getMap('places').set(id, { place: 'moon', group: null, pos: 'V' }),
    deed: () => 'odd' as const,
  })),
)
const someTimes: fc.Arbitrary<Times> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(TALK) },
  {
    weight: 1,
    arbitrary: fc.record({ step: fc.constantFrom(...STEPS), viewsShown: fc.boolean(), closed: fc.boolean() }),
  },
)

test('what the gate lets through is what may be done, whatever is tried by whomever', () => {
  const moves = fc.array(fc.tuple(fc.nat(3), aTry, someTimes), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(moves, (tries) => {
      const { gate, client } = aGate()
      const docs = DOERS.map((_, i) => client(10 + i))
      const onlooker = client(20)
      for (const [who, { act, deed }, times] of tries) {
        const doer = DOERS[who] as Doer
        const doc = docs[who] as Y.Doc
        const before = plain(gate.doc)
        const is = deed(doc, doer)
        const update = updateOf(doc, () => act(doc, doer))
        const may = is !== undefined && is !== 'odd' && whyNot(doer, is, times) === undefined
        const judged = gate.admit(update, doer, times)
        expect(judged.is).not.toBe('malformed')
        expect(plain(gate.doc)).toEqual(may ? plain(doc) : before)
        if (judged.is === 'passed') for (const other of [...docs, onlooker]) Y.applyUpdate(other, judged.passed)
        // The offender has what everybody has, and so has somebody who only ever heard what passed.
        expect(plain(doc)).toEqual(plain(gate.doc))
        expect(plain(onlooker)).toEqual(plain(gate.doc))
      }
    }),
    { seed: 21, numRuns: 300 },
  )
})

test('no bytes whatever break the gate, and nothing of the others’ is lost', () => {
  const { gate, own, client } = aGate()
  const before = plain(gate.doc)
  const samples = [
    updateOf(client(30), (doc) => addCard(doc, bela, aCard('bela.1'))),
    updateOf(client(31), (doc) => moveCard(doc, bela, 'anna.1', { place: 'middle' })),
    updateOf(client(32), (doc) => deleteCard(doc, bela, 'anna.1')),
    Y.encodeStateAsUpdate(own),
  ]
  const bent = fc
    .tuple(fc.constantFrom(...samples), fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 6 }), fc.nat(60))
    .map(([bytes, bends, cut]) => {
      const copy = Uint8Array.from(bytes)
      for (const [at, value] of bends) copy[at % copy.length] = value
      return copy.subarray(0, copy.length - (cut > 40 ? cut - 40 : 0))
    })
  fc.assert(
    fc.property(fc.oneof(bent, fc.uint8Array({ maxLength: 200 })), (bytes) => {
      // An onlooker may change nothing at all, so whatever comes of it, the board is as it was.
      gate.admit(bytes, screen, TALK)
      expect(plain(gate.doc)).toEqual(before)
      expect([gate.doc.store.pendingStructs, gate.doc.store.pendingDs]).toEqual([null, null])
    }),
    { seed: 22, numRuns: 3_000 },
  )
  expect(
    gate.admit(
      updateOf(own, (doc) => addCard(doc, anna, aCard('anna.2'))),
      anna,
      TALK,
    ),
  ).not.toHaveProperty('refused')
})

test('honest people with undo and offline work are never refused, and end with one board', () => {
  type Honest = (doc: Y.Doc, doer: Doer, undo: Y.UndoManager) => void
  const ownCard = (n: number, doer: Doer) => `${doer.id}.${n}`
  const honest: fc.Arbitrary<Honest> = fc.oneof(
    fc.tuple(fc.nat(5), fc.constantFrom(...PLACES)).map(
      ([n, place]): Honest =>
        (doc, doer) => {
          if (!cardOn(doc, ownCard(n, doer))) addCard(doc, doer, aCard(ownCard(n, doer), place))
        },
    ),
    fc.tuple(fc.nat(5), fc.string({ maxLength: 20 })).map(
      ([n, text]): Honest =>
        (doc, doer) =>
          editText(doc, doer, ownCard(n, doer), text),
    ),
    fc.nat(5).map(
      (n): Honest =>
        (doc, doer) =>
          deleteCard(doc, doer, ownCard(n, doer)),
    ),
    fc.tuple(fc.nat(20), fc.constantFrom(...PLACES), fc.nat(5)).map(
      ([n, place, no]): Honest =>
        (doc, doer) => {
          const ids = Object.keys(viewBoard(doc).cards)
          const id = ids[n % Math.max(1, ids.length)]
          if (id) moveCard(doc, doer, id, { place, no })
        },
    ),
    fc.tuple(fc.nat(3), fc.nat(20)).map(
      ([g, n]): Honest =>
        (doc, doer) => {
          const ids = Object.keys(viewBoard(doc).cards)
          if (ids.length > 1)
            groupCards(doc, doer, `${doer.id}.g${g}`, 'Group', [ids[n % ids.length], ids[0]] as string[])
        },
    ),
    fc.constant<Honest>((_doc, _doer, undo) => void undo.undo()),
    fc.constant<Honest>((_doc, _doer, undo) => void undo.redo()),
  )
  const day = fc.array(fc.tuple(fc.nat(1), honest, fc.boolean()), { maxLength: 60 })
  fc.assert(
    fc.property(day, (deeds) => {
      const { gate, client } = aGate()
      const people = [anna, bela].map((doer, i) => {
        const doc = client(40 + i)
        const undo = new Y.UndoManager(shelvesOf(doc).slice(0, 3), {
          trackedOrigins: new Set([doer.id]),
          captureTimeout: 0,
        })
        return { doer, doc, undo }
      })
      const meet = ({ doer, doc }: (typeof people)[number]) => {
        const judged = gate.admit(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(gate.doc)), doer, TALK)
        expect(judged).not.toHaveProperty('refused')
        expect(judged.is).not.toBe('malformed')
        Y.applyUpdate(doc, Y.encodeStateAsUpdate(gate.doc, Y.encodeStateVector(doc)))
      }
      for (const [who, act, meets] of deeds) {
        const person = people[who] as (typeof people)[number]
        act(person.doc, person.doer, person.undo)
        if (meets) meet(person)
      }
      for (const person of [...people, ...people]) meet(person)
      for (const { doc } of people) expect(viewBoard(doc)).toEqual(viewBoard(gate.doc))
    }),
    { seed: 23, numRuns: 300 },
  )
})
