import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addCard, deleteCard, editText, groupCards, moveCard, renameGroup, ungroup } from '#server/board/commands.ts'
import { cardOn, shelvesOf, writeSessionFact } from '#server/board/document.ts'
import { type Deed, type Doer, type Times, whyNot } from '#server/board/may.ts'
import { viewBoard } from '#server/board/view.ts'
import { PLACES } from '#server/vocabulary/corner.ts'
import { STEPS } from '#server/vocabulary/step.ts'
import { aCard, aGate, amira, anna, bela, plain, screen, TALK, updateOf } from './a-gate.ts'

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
