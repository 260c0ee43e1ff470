import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { PLACES } from '#server/vocabulary/corner.ts'
import { addCard, deleteCard, editText, groupCards, moveCard, renameGroup, ungroup } from './commands.ts'
import { idsOn, shelvesOf, textOf } from './document.ts'
import { viewBoard } from './view.ts'

const anna = { id: 'anna', kind: 'participant' as const, partnerId: 'council' }
const bela = { id: 'bela', kind: 'participant' as const, partnerId: 'traders' }

/** A board with Anna's cards 1, 2, 3 … in one place. */
function aBoard(count = 3) {
  const doc = new Y.Doc()
  for (let n = 1; n <= count; n += 1)
    addCard(doc, anna, {
      id: `anna.${n}`,
      text: `Card ${n}`,
      place: 'value',
      facet: 'purpose',
      createdAt: '2026-01-01',
    })
  return { doc, view: () => viewBoard(doc), order: () => viewBoard(doc).places.value }
}
const meet = (a: Y.Doc, b: Y.Doc) => {
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)))
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)))
}
const copyOf = (doc: Y.Doc) => {
  const copy = new Y.Doc()
  meet(doc, copy)
  return copy
}

describe('a card', () => {
  test('is signed by who adds it, and lies at the end of its place', () => {
    const { view, order } = aBoard()
    expect(order()).toEqual(['anna.1', 'anna.2', 'anna.3'])
    expect(view().cards['anna.3']).toEqual({
      id: 'anna.3',
      text: 'Card 3',
      author: 'anna',
      partner: 'council',
      facet: 'purpose',
      createdAt: '2026-01-01',
      place: 'value',
      group: null,
      pos: expect.any(String),
      no: 3,
    })
  })
  test('that is deleted takes its place on the board with it', () => {
    const { doc, order } = aBoard()
    deleteCard(doc, anna, 'anna.2')
    expect(order()).toEqual(['anna.1', 'anna.3'])
    expect(idsOn(doc, 'places')).toEqual(['anna.1', 'anna.3'])
  })
  test('that isn’t there is not edited, moved or deleted, and leaves nothing behind', () => {
    const { doc } = aBoard()
    const before = Y.encodeStateAsUpdate(doc)
    editText(doc, anna, 'anna.9', 'x')
    moveCard(doc, anna, 'anna.9', { place: 'middle' })
    deleteCard(doc, anna, 'anna.9')
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  })
})

describe('words', () => {
  test('become what was typed, whatever was there, signs of two code units too', () => {
    const words = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.constantFrom('😀', '😁', 'a😀b', 'a😁b', '👩‍👧', '👩‍👦', ''),
    )
    fc.assert(
      fc.property(fc.array(words, { maxLength: 8 }), (drafts) => {
        const { doc, view } = aBoard(1)
        for (const draft of drafts) {
          editText(doc, anna, 'anna.1', draft)
          expect(view().cards['anna.1']?.text).toBe(draft)
        }
        expect(viewBoard(copyOf(doc))).toEqual(view())
      }),
      { seed: 61, numRuns: 400 },
    )
  })
  test('that stay the same are no edit', () => {
    const { doc } = aBoard(1)
    const before = Y.encodeStateAsUpdate(doc)
    editText(doc, anna, 'anna.1', 'Card 1')
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  })
  test('of two who add at once are all there', () => {
    const inserted = fc.string({ unit: fc.constantFrom('x', 'y', 'z'), minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(inserted, inserted, fc.nat(6), fc.nat(6), (mine, theirs, i, j) => {
        const { doc } = aBoard(1)
        const other = copyOf(doc)
        const put = (word: string, at: number) => `${'Card 1'.slice(0, at)}${word}${'Card 1'.slice(at)}`
        editText(doc, anna, 'anna.1', put(mine, i))
        editText(other, anna, 'anna.1', put(theirs, j))
        meet(doc, other)
        const both = textOf(doc, 'anna.1')?.toString() ?? ''
        expect([...both].sort()).toEqual([...`Card 1${mine}${theirs}`].sort())
        expect(textOf(other, 'anna.1')?.toString()).toBe(both)
      }),
      { seed: 62 },
    )
  })
})

describe('moving', () => {
  test.each([
    [1, ['anna.3', 'anna.1', 'anna.2']],
    [2, ['anna.1', 'anna.3', 'anna.2']],
    [99, ['anna.1', 'anna.2', 'anna.3']],
    [-5, ['anna.3', 'anna.1', 'anna.2']],
  ])('to number %i puts the card there, or at the nearer end', (no, order) => {
    const board = aBoard()
    moveCard(board.doc, bela, 'anna.3', { place: 'value', no })
    expect(board.order()).toEqual(order)
  })
  test('without a number puts it at the end of the other place, out of its group', () => {
    const { doc, view } = aBoard()
    groupCards(doc, anna, 'g', 'Together', ['anna.1', 'anna.2'])
    moveCard(doc, bela, 'anna.1', { place: 'middle' })
    expect(view().cards['anna.1']).toMatchObject({ place: 'middle', group: null, no: 1 })
    expect(view().groups).toEqual([{ id: 'g', title: 'Together', place: 'value', cards: ['anna.2'] }])
  })
  test('into a group of another place is no moving into that group', () => {
    const { doc, view } = aBoard()
    groupCards(doc, anna, 'g', 'Together', ['anna.1', 'anna.2'])
    moveCard(doc, bela, 'anna.3', { place: 'middle', group: 'g' })
    expect(view().cards['anna.3']?.group).toBeNull()
    moveCard(doc, bela, 'anna.3', { place: 'value', group: 'g' })
    expect(view().cards['anna.3']?.group).toBe('g')
  })
  test('by two at once leaves the card at one of the two places, the same for both', () => {
    const { doc } = aBoard()
    const other = copyOf(doc)
    moveCard(doc, anna, 'anna.1', { place: 'capacity' })
    moveCard(other, bela, 'anna.1', { place: 'authorising' })
    meet(doc, other)
    expect(['capacity', 'authorising']).toContain(viewBoard(doc).cards['anna.1']?.place)
    expect(viewBoard(other)).toEqual(viewBoard(doc))
  })
  test('is one key of the document, however often', () => {
    const { doc } = aBoard(1)
    for (let i = 0; i < 500; i += 1) moveCard(doc, anna, 'anna.1', { place: PLACES[i % 4] ?? 'middle' })
    expect(Y.encodeStateAsUpdate(doc).length).toBeLessThan(600)
  })
})

describe('groups', () => {
  test('gather cards at the place of the first, and let them lie there when they are taken apart', () => {
    const { doc, view } = aBoard()
    moveCard(doc, anna, 'anna.3', { place: 'middle' })
    groupCards(doc, bela, 'g', 'Together', ['anna.1', 'anna.3'])
    expect(view().groups).toEqual([{ id: 'g', title: 'Together', place: 'value', cards: ['anna.1', 'anna.3'] }])
    renameGroup(doc, anna, 'g', 'As one')
    expect(view().groups[0]?.title).toBe('As one')
    ungroup(doc, anna, 'g')
    expect(view().groups).toEqual([])
    expect(view().places.value).toEqual(['anna.1', 'anna.3', 'anna.2'])
    expect(view().cards['anna.3']?.group).toBeNull()
  })
  test('of no cards, and groups that aren’t there, are nothing', () => {
    const { doc } = aBoard()
    const before = Y.encodeStateAsUpdate(doc)
    groupCards(doc, anna, 'g', 'Empty', [])
    groupCards(doc, anna, 'g', 'Of none', ['anna.9'])
    renameGroup(doc, anna, 'g', 'Still none')
    ungroup(doc, anna, 'g')
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  })
})

describe('undo', () => {
  const anUndo = (doc: Y.Doc, id: string) =>
    new Y.UndoManager(shelvesOf(doc).slice(0, 3), { trackedOrigins: new Set([id]), captureTimeout: 0 })
  test('takes back one’s own deeds one by one, and no word of anybody else', () => {
    const { doc, view } = aBoard(1)
    const other = copyOf(doc)
    const undo = anUndo(doc, 'anna')
    editText(doc, anna, 'anna.1', 'Card 1, mine')
    moveCard(doc, anna, 'anna.1', { place: 'middle' })
    addCard(other, bela, { id: 'bela.1', text: 'Hers', place: 'value', facet: null, createdAt: '' })
    meet(doc, other)
    undo.undo()
    expect(view().cards['anna.1']).toMatchObject({ place: 'value', text: 'Card 1, mine' })
    undo.undo()
    expect(view().cards['anna.1']?.text).toBe('Card 1')
    undo.undo()
    expect(Object.keys(view().cards).sort()).toEqual(['anna.1', 'bela.1'])
  })
  test('brings a deleted card back as it was, and redo deletes it again', () => {
    const { doc, view } = aBoard()
    const before = view()
    const undo = anUndo(doc, 'anna')
    deleteCard(doc, anna, 'anna.2')
    undo.undo()
    expect(view()).toEqual(before)
    undo.redo()
    expect(view().places.value).toEqual(['anna.1', 'anna.3'])
  })
})
