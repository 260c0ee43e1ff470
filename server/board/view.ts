import type * as Y from 'yjs'
import { PLACES, type Place } from '#server/vocabulary/corner.ts'
import { isStep, type Step } from '#server/vocabulary/step.ts'
import type { Card } from './card.ts'
import { cardOn, groupOn, idsOn, placementOn, sessionFacts } from './document.ts'
import type { Times } from './may.ts'

/** A card as it is drawn: what it is, and where it lies (`no` counts from 1 within its place). */
export interface CardView extends Card {
  readonly id: string
  readonly place: Place
  readonly group: string | null
  readonly pos: string
  readonly no: number
}
export interface GroupView {
  readonly id: string
  readonly title: string
  readonly place: Place
  readonly cards: readonly string[]
}

/** A frozen picture of a board: what every way of drawing it starts from. */
export interface BoardView {
  readonly cards: Readonly<Record<string, CardView>>
  /** Card ids in order, by place. */
  readonly places: Readonly<Record<Place, readonly string[]>>
  readonly groups: readonly GroupView[]
  readonly session: Times
}

export const EMPTY_BOARD: BoardView = {
  cards: {},
  places: { value: [], authorising: [], capacity: [], middle: [] },
  groups: [],
  session: { step: 'join', viewsShown: false, closed: false },
}

/**
 * The picture of a document. Total: odd things (a card without text, an unknown place) are left out or put in the middle,
 * never thrown at. Equal documents give equal pictures, whatever order their edits came in.
 */
export function viewBoard(doc: Y.Doc): BoardView {
  const lying = idsOn(doc, 'cards').flatMap((id) => {
    const card = cardOn(doc, id)
    return card
      ? [{ ...card, id, ...(placementOn(doc, id) ?? { place: 'middle' as const, group: null, pos: '' }) }]
      : []
  })
  lying.sort((a, b) => order(a.pos, b.pos) || order(a.id, b.id))
  const inPlace = (place: Place) => lying.filter((card) => card.place === place)
  const numbered = PLACES.flatMap((place) => inPlace(place).map((card, i) => ({ ...card, no: i + 1 })))
  return {
    cards: Object.fromEntries(numbered.map((card) => [card.id, card])),
    places: Object.fromEntries(PLACES.map((place) => [place, inPlace(place).map((card) => card.id)])) as Record<
      Place,
      string[]
    >,
    groups: viewGroups(doc, numbered),
    session: viewTimes(doc),
  }
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

function viewGroups(doc: Y.Doc, cards: readonly CardView[]): GroupView[] {
  const groups = idsOn(doc, 'groups')
    .sort(order)
    .flatMap((id) => {
      const group = groupOn(doc, id)
      const held = group
        ? cards.filter((card) => card.group === id && card.place === group.place).map((card) => card.id)
        : []
      return group && held.length > 0 ? [{ id, ...group, cards: held }] : []
    })
  return groups
}

function viewTimes(doc: Y.Doc): Times {
  const { step, viewsShown, closed } = sessionFacts(doc)
  return { step: isStep(step) ? (step as Step) : 'join', viewsShown: viewsShown === true, closed: closed === true }
}

/** Cards by place, counted. */
export const countByPlace = (view: BoardView): Record<Place, number> =>
  Object.fromEntries(PLACES.map((place) => [place, view.places[place].length])) as Record<Place, number>
