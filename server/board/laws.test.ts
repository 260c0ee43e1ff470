import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { PLACES } from '#server/vocabulary/corner.ts'
import { STEPS } from '#server/vocabulary/step.ts'
import {
  addCard,
  answerWith,
  deleteCard,
  editText,
  groupCards,
  hideCard,
  moveCard,
  showCard,
  ungroup,
} from './commands.ts'
import { idsOn, keysTouched, shelvesOf } from './document.ts'
import { type Deed, whyNot } from './may.ts'
import { between } from './position.ts'
import { correctPartners, publish } from './publish.ts'
import { cardLying, orderAt, viewBoard } from './view.ts'

const anna = { id: 'anna', kind: 'participant' as const, partnerId: 'council' }
const aCard = (n: number) => ({
  id: `anna.${n}`,
  text: `Card ${n}`,
  place: PLACES[n % 4] as (typeof PLACES)[number],
  facet: null,
  createdAt: '2026-01-01T00:00:00Z',
})

const ordersOf = (doc: Y.Doc) => Object.fromEntries(PLACES.map((place) => [place, orderAt(doc, place)]))

type Act = (doc: Y.Doc) => void
const anAct: fc.Arbitrary<Act> = fc.oneof(
  fc.nat(9).map(
    (n): Act =>
      (doc) =>
        addCard(doc, anna, aCard(n)),
  ),
  fc.tuple(fc.nat(9), fc.string({ maxLength: 12 })).map(
    ([n, text]): Act =>
      (doc) =>
        editText(doc, anna, `anna.${n}`, text),
  ),
  fc.tuple(fc.nat(9), fc.constantFrom(...PLACES), fc.nat(6)).map(
    ([n, place, no]): Act =>
      (doc) =>
        moveCard(doc, anna, `anna.${n}`, { place, no }),
  ),
  fc.nat(9).map(
    (n): Act =>
      (doc) =>
        deleteCard(doc, anna, `anna.${n}`),
  ),
  fc.tuple(fc.nat(9), fc.nat(9)).map(
    ([a, b]): Act =>
      (doc) =>
        groupCards(doc, anna, `g.${a}`, 'Alike', [`anna.${a}`, `anna.${b}`]),
  ),
  fc.nat(9).map(
    (n): Act =>
      (doc) =>
        ungroup(doc, anna, `g.${n}`),
  ),
)

test('two boards that exchange their edits show the same picture, whatever was done', () => {
  fc.assert(
    fc.property(fc.array(anAct, { maxLength: 25 }), fc.array(anAct, { maxLength: 25 }), (here, there) => {
      const [a, b] = [new Y.Doc(), new Y.Doc()]
      for (const act of here) act(a)
      for (const act of there) act(b)
      Y.applyUpdate(b, Y.encodeStateAsUpdate(a))
      Y.applyUpdate(a, Y.encodeStateAsUpdate(b))
      expect(viewBoard(a)).toEqual(viewBoard(b))
    }),
    { seed: 11, numRuns: 150 },
  )
})

test('a picture is made of any document, and odd things are left out', () => {
  const odd = fc.oneof(
    fc.string(),
    fc.double(),
    fc.constant(null),
    fc.record({ place: fc.string(), pos: fc.double() }, { noNullPrototype: true }),
    fc.array(fc.nat()),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(4), fc.string({ maxLength: 8 }), odd), { maxLength: 20 }), (things) => {
      const doc = new Y.Doc()
      for (const [shelf, key, thing] of things) shelvesOf(doc)[shelf]?.set(key, thing)
      addCard(doc, anna, aCard(1))
      expect(Object.keys(viewBoard(doc).cards)).toContain('anna.1')
      expect(ordersOf(doc)).toEqual(viewBoard(doc).places)
    }),
    { seed: 12 },
  )
})

test('two who edit one text at once lose no words', () => {
  const [a, b] = [new Y.Doc(), new Y.Doc()]
  addCard(a, anna, { ...aCard(1), text: 'Young people first' })
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a))
  editText(a, anna, 'anna.1', 'All young people first')
  editText(b, anna, 'anna.1', 'Young people first of all')
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b))
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a))
  expect(viewBoard(a).cards['anna.1']?.text).toBe('All young people first of all')
  expect(viewBoard(b)).toEqual(viewBoard(a))
})

test('a moved card has the number it was given', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 12 }),
      (count, which, to) => {
        const doc = new Y.Doc()
        for (let n = 1; n <= count; n += 1) addCard(doc, anna, { ...aCard(n), place: 'value' })
        const id = `anna.${Math.min(which, count)}`
        moveCard(doc, anna, id, { place: 'value', no: to })
        expect(viewBoard(doc).cards[id]?.no).toBe(Math.min(to, count))
      },
    ),
    { seed: 13 },
  )
})

test('a position sorts between the two it was made for, again and again', () => {
  let [low, high] = [between(undefined, undefined), between(between(undefined, undefined), undefined)]
  for (let i = 0; i < 60; i += 1) {
    const middle = between(low, high)
    expect(low < middle && middle < high).toBe(true)
    if (i % 2) low = middle
    else high = middle
  }
})

test('shown views are put on the board once, and a deleted card is not put back', () => {
  const doc = new Y.Doc()
  const facts = { step: 'show-views' as const, stepNo: 2, viewsShown: true, closed: false }
  const views = [
    {
      id: 'anna.v',
      seatId: 'anna',
      partnerId: 'council',
      place: 'value' as const,
      facet: null,
      text: 'A view',
      createdAt: '',
    },
  ]
  publish(doc, facts, views)
  publish(doc, facts, views)
  expect(viewBoard(doc).places.value).toEqual(['anna.v'])
  deleteCard(doc, anna, 'anna.v')
  publish(doc, facts, views)
  expect(viewBoard(doc).places.value).toEqual([])
})

test('undo takes back one’s own deeds alone', () => {
  const doc = new Y.Doc()
  const undo = new Y.UndoManager(shelvesOf(doc).slice(0, 3), { trackedOrigins: new Set(['anna']), captureTimeout: 0 })
  addCard(doc, anna, aCard(1))
  addCard(doc, { ...anna, id: 'bela' }, { ...aCard(2), id: 'bela.2' })
  undo.undo()
  expect(Object.keys(viewBoard(doc).cards)).toEqual(['bela.2'])
})

describe('who may do what', () => {
  const shown = { viewsShown: true, closed: false }
  const deeds: Record<string, Deed> = {
    'add one’s own': { is: 'add', cardId: 'anna.1', author: 'anna', partner: 'council' },
    'sign as another': { is: 'add', cardId: 'bela.1', author: 'bela', partner: 'council' },
    'sign for another partner': { is: 'add', cardId: 'anna.1', author: 'anna', partner: 'traders' },
    'edit one’s own': { is: 'edit', author: 'anna' },
    'edit another’s': { is: 'edit', author: 'bela' },
    'delete another’s': { is: 'delete', author: 'bela' },
    move: { is: 'move' },
    rule: { is: 'rule' },
  }
  const may = (doer: Parameters<typeof whyNot>[0]) => (times: Parameters<typeof whyNot>[2]) =>
    Object.keys(deeds).filter((name) => whyNot(doer, deeds[name] as Deed, times) === undefined)
  test('a participant has their own cards, and moves all while the room sorts', () => {
    const mayAnna = may(anna)
    expect(mayAnna({ ...shown, step: 'talk' })).toEqual(['add one’s own', 'edit one’s own', 'move'])
    expect(mayAnna({ ...shown, step: 'views' })).toEqual(['add one’s own', 'edit one’s own'])
    expect(mayAnna({ ...shown, step: 'rate' })).toEqual([])
  })
  test('nothing is open before views are shown, after the end, or to who only looks on', () => {
    for (const step of STEPS) {
      expect(may(anna)({ step, viewsShown: false, closed: false })).toEqual([])
      expect(may(anna)({ ...shown, step, closed: true })).toEqual([])
      expect(may({ ...anna, kind: 'screen' })({ ...shown, step })).toEqual([])
    }
  })
  test('a convenor moves cards at any step, and never writes in another’s name', () => {
    const convenor = { id: 'amira', kind: 'convenor' as const, partnerId: null }
    for (const step of STEPS.filter((one) => one !== 'finish'))
      expect(may(convenor)({ ...shown, step })).toEqual(['move'])
  })
})

test('a picture of which only the touched keys are looked up anew is the picture of the whole document', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anAct, fc.boolean()), { maxLength: 30 }), (acts) => {
      const doc = new Y.Doc()
      const touched = new Set<string>()
      doc.on('afterTransaction', (transaction) => {
        for (const key of keysTouched(transaction)) touched.add(key)
      })
      let view = viewBoard(doc)
      for (const [act, isDrawn] of acts) {
        act(doc)
        if (!isDrawn) continue
        view = viewBoard(doc, view, touched)
        touched.clear()
        expect(view).toEqual(viewBoard(doc))
      }
      const { cards, places } = viewBoard(doc)
      expect(viewBoard(doc, view, touched)).toEqual(viewBoard(doc))
      expect(ordersOf(doc)).toEqual(places)
      for (const id of idsOn(doc, 'cards')) expect(cardLying(doc, id)).toEqual(cards[id])
    }),
    { seed: 17, numRuns: 200 },
  )
})

test('hiding a card, what it is about and who signs it are seen in a picture of what was touched', () => {
  const doc = new Y.Doc()
  for (const n of [1, 2, 3]) addCard(doc, anna, aCard(n))
  let view = viewBoard(doc)
  const after = (act: Act) => {
    const touched = new Set<string>()
    const note = (transaction: Y.Transaction) => {
      for (const key of keysTouched(transaction)) touched.add(key)
    }
    doc.on('afterTransaction', note)
    act(doc)
    doc.off('afterTransaction', note)
    view = viewBoard(doc, view, touched)
    return [view, viewBoard(doc)]
  }
  for (const act of [
    (board: Y.Doc) => hideCard(board, anna, 'anna.2'),
    (board: Y.Doc) => answerWith(board, anna, 'anna.1', 'scope'),
    (board: Y.Doc) => showCard(board, anna, 'anna.2'),
    (board: Y.Doc) => correctPartners(board, new Map([['anna', 'traders']])),
  ]) {
    const [drawn, whole] = after(act)
    expect(drawn).toEqual(whole)
  }
  expect(view.cards['anna.1']).toMatchObject({ facet: 'scope', partner: 'traders' })
})
