import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addCard, deleteCard, editText, groupCards, hideCard, joinGroup, moveCard, showCard } from './commands.ts'
import { idsOn, ownShelvesOf } from './document.ts'
import { viewBoard, viewHidden } from './view.ts'

const anna = { id: 'anna', kind: 'participant' as const, partnerId: 'council' }
const amira = { id: 'amira', kind: 'convenor' as const, partnerId: null }

function aBoard(count = 4) {
  const doc = new Y.Doc()
  for (let n = 1; n <= count; n += 1)
    addCard(doc, anna, { id: `anna.${n}`, text: `Card ${n}`, place: 'value', facet: null, createdAt: `2026-01-0${n}` })
  return { doc, order: () => viewBoard(doc).places.value, card: (n: number) => viewBoard(doc).cards[`anna.${n}`] }
}

test('a hidden card lies nowhere, and comes back where it lay with every word', () => {
  const { doc, order, card } = aBoard()
  hideCard(doc, amira, 'anna.2')
  expect([order(), card(2)]).toEqual([['anna.1', 'anna.3', 'anna.4'], undefined])
  expect(viewHidden(doc)).toMatchObject([{ id: 'anna.2', text: 'Card 2', author: 'anna', hiddenBy: 'amira' }])
  showCard(doc, amira, 'anna.2')
  expect([order(), viewHidden(doc)]).toEqual([['anna.1', 'anna.2', 'anna.3', 'anna.4'], []])
})

test('hiding is undone like anything else, by whoever hid', () => {
  const { doc, order } = aBoard()
  const undo = new Y.UndoManager(ownShelvesOf(doc), { trackedOrigins: new Set(['amira']), captureTimeout: 0 })
  hideCard(doc, amira, 'anna.2')
  editText(doc, anna, 'anna.2', 'Card 2, and more')
  undo.undo()
  expect(order()).toHaveLength(4)
  expect(viewBoard(doc).cards['anna.2']?.text).toBe('Card 2, and more')
  undo.redo()
  expect(order()).toHaveLength(3)
})

test('a card that is deleted is not hidden any more, and one that isn’t there can’t be hidden', () => {
  const { doc } = aBoard()
  hideCard(doc, anna, 'anna.2')
  deleteCard(doc, anna, 'anna.2')
  hideCard(doc, anna, 'anna.9')
  expect([idsOn(doc, 'hidden'), viewHidden(doc)]).toEqual([[], []])
})

test('a card that was moved says where it came from, until it is back', () => {
  const { doc, card } = aBoard()
  moveCard(doc, anna, 'anna.1', { place: 'value', no: 3 })
  expect(card(1)?.from).toBeUndefined()
  moveCard(doc, anna, 'anna.1', { place: 'middle' })
  moveCard(doc, anna, 'anna.1', { place: 'middle', no: 1 })
  expect(card(1)?.from).toBe('value')
  moveCard(doc, anna, 'anna.1', { place: 'value' })
  expect(card(1)?.from).toBe('middle')
})

test('the cards of a group lie together, and each says where it came from', () => {
  const { doc, order, card } = aBoard()
  moveCard(doc, anna, 'anna.4', { place: 'capacity' })
  groupCards(doc, anna, 'g', 'Alike', ['anna.1', 'anna.3', 'anna.4'])
  expect(order()).toEqual(['anna.1', 'anna.3', 'anna.4', 'anna.2'])
  expect([card(3)?.from, card(4)?.from]).toEqual([undefined, 'capacity'])
})

test('a card joins a group at its end, from wherever it lies', () => {
  for (const from of ['value', 'middle'] as const) {
    const { doc, order } = aBoard()
    groupCards(doc, anna, 'g', 'Alike', ['anna.2', 'anna.3'])
    moveCard(doc, anna, 'anna.1', { place: from, no: 1 })
    joinGroup(doc, anna, 'anna.1', 'g')
    expect(order()).toEqual(['anna.2', 'anna.3', 'anna.1', 'anna.4'])
    expect(viewBoard(doc).groups[0]?.cards).toEqual(['anna.2', 'anna.3', 'anna.1'])
  }
})

test('a picture made after another shares all that stayed as it was', () => {
  const { doc } = aBoard()
  groupCards(doc, anna, 'g', 'Alike', ['anna.3', 'anna.4'])
  hideCard(doc, anna, 'anna.2')
  const [before, hidden] = [viewBoard(doc), viewHidden(doc)]
  expect([viewBoard(doc, before) === before, viewHidden(doc, hidden) === hidden]).toEqual([true, true])
  editText(doc, anna, 'anna.1', 'Other words')
  const after = viewBoard(doc, before)
  expect(after).toEqual(viewBoard(doc))
  expect(after.cards['anna.1']).not.toBe(before.cards['anna.1'])
  expect(after.cards['anna.3']).toBe(before.cards['anna.3'])
  expect([after.places === before.places, after.groups === before.groups]).toEqual([true, true])
  moveCard(doc, anna, 'anna.1', { place: 'middle' })
  const moved = viewBoard(doc, after)
  expect(moved.places.value).not.toBe(after.places.value)
  expect([moved.places.capacity, moved.session]).toEqual([after.places.capacity, after.session])
})
