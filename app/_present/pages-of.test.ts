import { expect, test } from 'vitest'
import { EMPTY_BOARD } from '#server/board/empty-board.ts'
import type { BoardView, CardView } from '#server/board/view.ts'
import { PLACES, type Place } from '#server/vocabulary/corner.ts'
import { pagesOf } from './pages-of.ts'

const aCard = (id: string, partner: string | null, text = 'Safe places', place: Place = 'value'): CardView => ({
  ...{ id, partner, text, place },
  ...{ author: 'seat', facet: null, createdAt: '2026-01-01T10:00:00.000Z', group: null, pos: id, no: 1 },
})
const aBoard = (...cards: CardView[]): BoardView => ({
  ...EMPTY_BOARD,
  cards: Object.fromEntries(cards.map((card) => [card.id, card])),
  places: Object.fromEntries(
    PLACES.map((place) => [place, cards.filter((card) => card.place === place).map(({ id }) => id)]),
  ) as unknown as BoardView['places'],
})
const read = (board: BoardView, partners: string[]) =>
  pagesOf(board, partners).map(
    ({ of, no, count, cards }) => `${Object.values(of)} ${no}/${count}: ${cards.map(({ id }) => id)}`,
  )

test('cards are read round by partner, in the partners’ order and the triangle’s', () => {
  const board = aBoard(aCard('3', 'b', 'Means', 'capacity'), aCard('1', 'b'), aCard('2', 'a'))
  expect(read(board, ['a', 'b', 'c'])).toEqual(['a 1/1: 2', 'b 1/1: 1,3'])
})

test('cards of no partner that is here are read round by corner, after those of partners: none is left out', () => {
  const board = aBoard(
    ...[aCard('1', null, 'Means', 'capacity'), aCard('2', null), aCard('3', 'left'), aCard('4', 'a')],
    ...['5', '6', '7'].map((id) => aCard(id, null, 'x'.repeat(280), 'authorising')),
  )
  expect(read(board, ['a'])).toEqual([
    ...['a 1/1: 4', 'value 1/1: 2,3', 'authorising 1/2: 5,6', 'authorising 2/2: 7', 'capacity 1/1: 1'],
  ])
})

test('long cards take more room, none is left out or cut, and one too long has a screen of its own', () => {
  const long = 'x'.repeat(280)
  const board = aBoard(
    aCard('1', 'a', long),
    aCard('2', 'a', long),
    aCard('3', 'a', long),
    aCard('4', 'a', 'y'.repeat(4_000)),
  )
  expect(read(board, ['a'])).toEqual(['a 1/3: 1,2', 'a 2/3: 3', 'a 3/3: 4'])
})

test('an empty board has nothing to read', () => expect(pagesOf(EMPTY_BOARD, ['a'])).toEqual([]))
