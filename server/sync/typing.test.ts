import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addCard, deleteCard, editText, moveCard } from '#server/board/commands.ts'
import { textOf } from '#server/board/document.ts'
import type { Doer, Times } from '#server/board/may.ts'
import { aCard, anna, bela, plain, TALK, updateOf } from './a-gate.ts'
import { Gate } from './gate.ts'
import { noteFigures, sized } from './proof.ts'
import { readUpdate } from './read-update.ts'
import { mergeTyped } from './typed-update.ts'
import { typingIn } from './typing.ts'
import { look } from './well-formed.ts'

const WRITERS: readonly Doer[] = [anna, anna, bela]
const CARDS = ['anna.1', 'anna.2', 'bela.1']
const LATE: Times = { ...TALK, step: 'rate' }

/** A gate, the document it was given, and a client of each writer's with a card of each: none of them reads the gate's own. */
function aRoom() {
  const doc = new Y.Doc()
  const gate = new Gate(doc, new Map())
  const docs = WRITERS.map((_, no) => Object.assign(new Y.Doc(), { clientID: 10 + no }))
  const onlooker = new Y.Doc()
  const hear = (update: Uint8Array) => {
    for (const one of [...docs, onlooker]) Y.applyUpdate(one, update)
  }
  for (const id of CARDS) {
    const no = WRITERS.findIndex((doer) => doer.id === id.split('.')[0])
    const judged = gate.admit(
      updateOf(docs[no] as Y.Doc, (own) => addCard(own, WRITERS[no] as Doer, aCard(id))),
      WRITERS[no] as Doer,
      TALK,
    )
    if (judged.is === 'passed') hear(judged.passed)
  }
  gate.clients.set(11, 'anna')
  return { doc, gate, docs, onlooker }
}

/** Letters in a card's text at some place of it, or some of them deleted: as an editor sends them. */
const type =
  (id: string, at: number, letters: string, fewer: number) =>
  (doc: Y.Doc): void => {
    const text = textOf(doc, id)
    if (!text) return
    const place = at % (text.length + 1)
    if (fewer > 0) text.delete(place, Math.min(fewer, text.length - place))
    if (letters) text.insert(place, letters)
  }
/** Another document with what one has, and with these. */
function copyOf(doc: Y.Doc, ...updates: readonly Uint8Array[]): Y.Doc {
  const copy = new Y.Doc()
  for (const update of [Y.encodeStateAsUpdate(doc), ...updates]) Y.applyUpdate(copy, update)
  return copy
}
type Deed = (doc: Y.Doc, doer: Doer, cardId: string) => void
const aDeed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.tuple(fc.nat(30), fc.oneof(fc.string({ maxLength: 4 }), fc.constant('🙂')), fc.nat(3)).map(
      ([at, letters, fewer]): Deed =>
        (doc, _doer, id) =>
          type(id, at, letters, fewer)(doc),
    ),
  },
  fc.constantFrom<Deed[]>(
    (doc, doer, id) => editText(doc, doer, id, 'All of it anew'),
    (doc, _doer, id) => type(id, 0, 'far too long '.repeat(400), 0)(doc),
    deleteCard,
    (doc, doer, id) => addCard(doc, doer, aCard(id)),
    (doc, doer, id) => moveCard(doc, doer, id, { place: 'capacity', no: 0 }),
  ),
)

test('what is typed comes to the same whether it is put in at once or together, and everybody has it who heard what passed', () => {
  const moves = fc.array(
    fc.record({
      who: fc.nat(WRITERS.length - 1),
      deed: aDeed,
      // Mostly one's own.
      card: fc.nat(11),
      isLate: fc.nat(11).map((n) => n === 0),
      hears: fc.boolean(),
      repeats: fc.nat(9).map((n) => n === 0),
    }),
    { minLength: 1, maxLength: 40 },
  )
  let [passedInAll, typedInAll, mergedInAll] = [0, 0, 0]
  const figures = sized(100, 5_000)
  fc.assert(
    fc.property(moves, (all) => {
      const { doc, gate, docs, onlooker } = aRoom()
      const twin = new Y.Doc()
      Y.applyUpdate(twin, Y.encodeStateAsUpdate(gate.doc))
      // What a gate takes back it writes anew under its own id: under the same both write the same.
      twin.clientID = doc.clientID
      const atOnce = new Gate(twin, new Map(gate.clients))
      const shown = copyOf(gate.doc)
      let transactions = 0
      doc.on('afterTransaction', () => {
        transactions += 1
      })
      const unheard: Uint8Array[][] = docs.map(() => [])
      const sent: { update: Uint8Array; doer: Doer }[] = []
      // What passes in a row is shown as one update.
      let row: Uint8Array[] = []
      const show = () => {
        const typed = mergeTyped(row)
        if (typed) mergedInAll += 1
        if (typed) expect(plain(copyOf(shown, typed))).toEqual(plain(copyOf(shown, ...row)))
        if (row.length > 0) Y.applyUpdate(shown, typed ?? Y.mergeUpdates(row))
        row = []
      }
      const give = ({ update, doer }: { update: Uint8Array; doer: Doer }, times: Times) => {
        const before = transactions
        const { doc: now } = atOnce
        const read = readUpdate(update)
        const typing = typeof read === 'string' ? undefined : typingIn(read, now)
        // Of one's own client, on one's own card.
        const found = look(update, now, { mayUse: () => true, isAuthorOf: () => true })
        if (typing?.isSimple) expect(found).toMatchObject({ is: 'well-formed', steps: 0, unsure: [] })
        const judged = gate.admit(update, doer, times)
        const { is, ...more } = atOnce.admit(update, doer, times)
        // Reading the document puts in what waits.
        expect(atOnce.doc.store.pendingStructs).toBeNull()
        expect([judged.is, 'refused' in judged && judged.refused]).toEqual([is, 'refused' in more && more.refused])
        if (judged.is !== 'passed') return
        passedInAll += 1
        if (transactions === before) typedInAll += 1
        Y.applyUpdate(onlooker, judged.passed)
        row.push(judged.passed)
        for (const waiting of unheard) waiting.push(judged.passed)
      }
      for (const { who, deed, card, isLate, hears, repeats } of all) {
        if (hears) show()
        const [own, doer] = [docs[who] as Y.Doc, WRITERS[who] as Doer]
        if (hears) for (const update of (unheard[who] as Uint8Array[]).splice(0)) Y.applyUpdate(own, update)
        const one = { update: updateOf(own, () => deed(own, doer, CARDS[card] ?? (CARDS[who] as string))), doer }
        sent.push(one)
        give(one, isLate ? LATE : TALK)
        if (repeats) give(sent[sent.length >> 1] as typeof one, TALK)
      }
      unheard.forEach((updates, who) => {
        for (const update of updates) Y.applyUpdate(docs[who] as Y.Doc, update)
      })
      const loaded = new Y.Doc()
      Y.applyUpdate(loaded, Y.encodeStateAsUpdate(gate.doc))
      show()
      for (const other of [atOnce.doc, onlooker, shown, loaded, ...docs]) expect(plain(other)).toEqual(plain(gate.doc))
      expect(gate.doc.store.pendingStructs ?? gate.doc.store.pendingDs).toBeNull()
    }),
    { seed: 27, numRuns: figures },
  )
  // Else nothing of this was shown of typing.
  expect(typedInAll).toBeGreaterThan(passedInAll / 10)
  expect(mergedInAll).toBeGreaterThan(figures)
  noteFigures('typing', { runs: figures, passed: passedInAll, typed: typedInAll })
})

test('what many type in cards of their own, twice each, is tidied up after all at once, when somebody needs the document', () => {
  const doc = new Y.Doc()
  const gate = new Gate(doc, new Map())
  const writers = Array.from({ length: 30 }, (_, no) => {
    const doer: Doer = { id: `seat${no}`, kind: 'participant', partnerId: 'council' }
    const own = Object.assign(new Y.Doc(), { clientID: 100 + no })
    gate.clients.set(100 + no, doer.id)
    gate.admit(
      updateOf(own, () => addCard(own, doer, aCard(`${doer.id}.1`))),
      doer,
      TALK,
    )
    return { doer, own }
  })
  let changes = 0
  doc.on('afterTransaction', ({ changed }: Y.Transaction) => {
    if (changed.size > 0) changes += 1
  })
  for (const letters of ['and more', 'and yet more'])
    for (const { doer, own } of writers) {
      const judged = gate.admit(updateOf(own, type(`${doer.id}.1`, 3, letters, 2)), doer, TALK)
      expect(judged).toMatchObject({ is: 'passed', hasFresh: false })
    }
  expect(changes).toBe(0)
  for (const { doer, own } of writers)
    expect(textOf(gate.doc, `${doer.id}.1`)?.toString()).toBe(textOf(own, `${doer.id}.1`)?.toString())
  expect(changes).toBe(1)
})

test('of no update by hand that would be turned away is it said that it is simple typing', () => {
  const { gate, docs } = aRoom()
  const own = docs[0] as Y.Doc
  for (const [at, letters] of [
    [3, 'some'],
    [5, 'more'],
    [0, 'words'],
  ] as const)
    gate.admit(updateOf(own, type('anna.1', at, letters, 2)), anna, TALK)
  const honest = updateOf(own, type('anna.1', 6, 'in here', 3))
  const figures = sized(3_000, 200_000)
  let simple = 0
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(honest.length - 1), fc.nat(255)), { maxLength: 3 }), (changes) => {
      const update = Uint8Array.from(honest)
      for (const [at, byte] of changes) update[at] = byte
      const read = readUpdate(update)
      const typing = typeof read === 'string' ? undefined : typingIn(read, gate.doc)
      if (!typing?.isSimple) return
      simple += 1
      const found = look(update, gate.doc, { mayUse: () => true, isAuthorOf: () => true })
      expect(found).toMatchObject({ is: 'well-formed', steps: 0, unsure: [] })
    }),
    { seed: 28, numRuns: figures },
  )
  expect(simple).toBeGreaterThan(figures / 20)
  noteFigures('typing by hand', { updates: figures, simple })
})

test('two things under one number of one client are never both let in, though the first was not yet put in', () => {
  const { gate, docs } = aRoom()
  const [own] = docs as [Y.Doc]
  const twin = Object.assign(new Y.Doc(), { clientID: own.clientID })
  Y.applyUpdate(twin, Y.encodeStateAsUpdate(own))
  twin.clientID = own.clientID
  const [first, second] = [updateOf(own, type('anna.1', 0, 'here', 0)), updateOf(twin, type('anna.2', 0, 'away', 0))]
  expect(gate.admit(first, anna, TALK).is).toBe('passed')
  expect(gate.admit(second, anna, TALK).is).toBe('known')
  expect(textOf(gate.doc, 'anna.1')?.toString()).toBe('hereWords of anna.1')
  expect(textOf(gate.doc, 'anna.2')?.toString()).toBe('Words of anna.2')
})

test('what an update repeats of old deletions is not told again with what was typed', () => {
  const { gate, docs } = aRoom()
  const [own] = docs as [Y.Doc]
  for (let no = 0; no < 20; no += 1) gate.admit(updateOf(own, type('anna.1', 0, `${no}`, 1)), anna, TALK)
  expect(gate.doc.store.clients.size).toBeGreaterThan(0)
  const before = Y.encodeStateVector(own)
  type('anna.1', 0, 'x', 1)(own)
  const judged = gate.admit(Y.encodeStateAsUpdate(own, before), anna, TALK)
  if (judged.is !== 'passed') throw new Error(judged.is)
  const { ds, structs } = Y.decodeUpdate(judged.passed)
  expect(structs.map(({ length }) => length)).toEqual([1])
  expect([...ds.clients.values()].flat().map(({ len }) => len)).toEqual([1])
})

test('letters of no length, by hand, pass nowhere: two things would stand under one number', () => {
  const { gate, docs } = aRoom()
  const [own] = docs as [Y.Doc]
  const had = gate.stateOf(own.clientID)
  // One that is typed at the text's beginning, and holds nothing.
  const nothing = updateOf(own, type('anna.1', 0, 'x', 0))
  const at = nothing.indexOf('x'.charCodeAt(0))
  const update = Uint8Array.from([...nothing.slice(0, at - 1), 0, ...nothing.slice(at + 1)])
  expect(readUpdate(update)).toBe('unreadable')
  expect(typingIn(Y.decodeUpdate(update), gate.doc)).toBeUndefined()
  expect(gate.admit(update, anna, TALK)).toEqual({ is: 'malformed', why: 'unreadable' })
  expect(gate.stateOf(own.clientID)).toBe(had)
})
