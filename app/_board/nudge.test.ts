import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addCard, groupCards, moveCard } from '#server/board/commands.ts'
import { viewBoard } from '#server/board/view.ts'
import { nudged, type Way, wayOf } from './nudge.ts'

const anna = { id: 'anna', kind: 'participant' as const, partnerId: 'council' }

/** Three cards at purpose, and what a press on one of them makes of the board. */
function aBoard() {
  const doc = new Y.Doc()
  for (const id of ['a', 'b', 'c'])
    addCard(doc, anna, { id, text: `Card ${id}`, place: 'value', facet: null, createdAt: '' })
  const press = (id: string, way: Way) => {
    const to = nudged(doc, id, way)
    if (to) moveCard(doc, anna, id, to)
    return to !== undefined
  }
  return { doc, press, places: () => viewBoard(doc).places }
}

test('up and down go one by one through the order of a place, and stop at its ends', () => {
  const { press, places } = aBoard()
  expect(press('a', 'ArrowUp')).toBe(false)
  press('a', 'ArrowDown')
  expect(places().value).toEqual(['b', 'a', 'c'])
  press('a', 'ArrowDown')
  expect(press('a', 'ArrowDown')).toBe(false)
  expect(places().value).toEqual(['b', 'c', 'a'])
  press('a', 'ArrowUp')
  expect(places().value).toEqual(['b', 'a', 'c'])
})

test('of a board that is sifted only what is seen is passed, and what is not seen keeps its order', () => {
  const { doc, places } = aBoard()
  addCard(doc, anna, { id: 'd', text: 'Card d', place: 'value', facet: null, createdAt: '' })
  const press = (id: string, way: Way) => {
    const to = nudged(doc, id, way, {
      ...places(),
      value: places().value.filter((one) => 'ad'.includes(one)),
    })
    if (to) moveCard(doc, anna, id, to)
    return to !== undefined
  }
  press('a', 'ArrowDown')
  expect(places().value).toEqual(['b', 'c', 'd', 'a'])
  expect(press('a', 'ArrowDown')).toBe(false)
  press('a', 'ArrowUp')
  expect(places().value).toEqual(['b', 'c', 'a', 'd'])
  expect([press('a', 'ArrowUp'), press('b', 'ArrowDown')]).toEqual([false, false])
})

test('a card that is nudged within its place stays in its group, and leaves it with the place', () => {
  const { doc, press } = aBoard()
  groupCards(doc, anna, 'g', 'Alike', ['a', 'b'])
  press('b', 'ArrowUp')
  expect(viewBoard(doc).places.value).toEqual(['b', 'a', 'c'])
  expect(viewBoard(doc).cards.b?.group).toBe('g')
  press('b', 'ArrowRight')
  expect(viewBoard(doc).cards.b?.group).toBeNull()
})

test('to the sides a card goes round through the places as they stand beside each other, and comes to lie last', () => {
  const { doc, press, places } = aBoard()
  addCard(doc, anna, { id: 'd', text: 'Card d', place: 'authorising', facet: null, createdAt: '' })
  press('a', 'ArrowRight')
  expect(places().authorising).toEqual(['d', 'a'])
  for (const place of ['middle', 'capacity', 'value'] as const) {
    press('a', 'ArrowRight')
    expect(viewBoard(doc).cards.a?.place).toBe(place)
  }
  press('a', 'ArrowLeft')
  expect(places().capacity).toEqual(['a'])
})

test('where a page is read from right to left, the sides are the other way round', () => {
  const ways = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const
  expect(ways.map((way) => wayOf(way, false))).toEqual(ways)
  expect(ways.map((way) => wayOf(way, true))).toEqual(['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown'])
})

test('nothing is done with a card that is gone', () => {
  expect(aBoard().press('nobody', 'ArrowDown')).toBe(false)
})
