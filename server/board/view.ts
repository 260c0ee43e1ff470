import type * as Y from 'yjs'
import { PLACES, type Place } from '#server/vocabulary/corner.ts'
import { isStep, type Step } from '#server/vocabulary/step.ts'
import type { Card, Placement } from './card.ts'
import { cardOn, everStood, groupOn, hiddenBy, idsOn, placementOn, sessionFacts } from './document.ts'
import { EMPTY_BOARD } from './empty-board.ts'
import type { Times } from './may.ts'

/** A card as it is drawn: what it is, and where it lies (`no` counts from 1 within its place). */
export interface CardView extends Card {
  readonly id: string
  readonly place: Place
  readonly group: string | null
  readonly pos: string
  /** The place where it lay before it came to this one. */
  readonly from?: Place
  readonly no: number
}
/** A card that somebody hid: it lies nowhere until it is shown again. */
export interface HiddenCard extends Card {
  readonly id: string
  readonly hiddenBy: string
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

/**
 * The picture of a document. Total: odd things (a card without text, an unknown place) are left out or put in the middle,
 * never thrown at; hidden cards are left out as well. Equal documents give equal pictures, whatever order their edits came
 * in. Whatever is as it was in the picture `before` is the same object again, so that only what changed is drawn anew. Whoever
 * knows which keys were `touched` since then has only those looked up: of three hundred cards one at a time is typed on.
 */
export function viewBoard(doc: Y.Doc, before: BoardView = EMPTY_BOARD, touched?: ReadonlySet<string>): BoardView {
  const reworded = touched && rewordBoard(doc, before, touched)
  if (reworded) return reworded
  const asBefore = touched ? Object.values(before.cards).filter(({ id }) => !touched.has(id)) : []
  const lying: Lying[] = [...asBefore, ...[...(touched ?? idsOn(doc, 'cards'))].flatMap((id) => lyingOn(doc, id) ?? [])]
  lying.sort(inOrder)
  const inPlace = (place: Place) => lying.filter((card) => card.place === place)
  const numbered = PLACES.flatMap((place) =>
    inPlace(place).map((card, i) =>
      isNumbered(card, i + 1) ? card : same(before.cards[card.id], { ...card, no: i + 1 }),
    ),
  )
  const places = PLACES.map((place) => [
    place,
    same(
      before.places[place],
      inPlace(place).map(({ id }) => id),
    ),
  ])
  const groups = viewGroups(doc, numbered).map((group) => {
    const was = before.groups.find(({ id }) => id === group.id)
    return same(was, { ...group, cards: same(was?.cards, group.cards) })
  })
  return same(before, {
    cards: same(before.cards, Object.fromEntries(numbered.map((card) => [card.id, card]))),
    places: same(before.places, Object.fromEntries(places) as Record<Place, readonly string[]>),
    groups: same(before.groups, groups),
    session: same(before.session, viewTimes(doc)),
  })
}

/**
 * The same picture where what was touched lies as it lay, and only says something else: what happens all the time, and of three
 * hundred cards none is put in order anew. Undefined where it is more than that.
 */
function rewordBoard(doc: Y.Doc, before: BoardView, touched: ReadonlySet<string>): BoardView | undefined {
  const cards = { ...before.cards }
  for (const id of touched) {
    const [was, now] = [before.cards[id], lyingOn(doc, id)]
    if (!was || !now || inOrder(was, now) !== 0 || was.place !== now.place || was.group !== now.group) return undefined
    // A key of another shelf, by the same name.
    if (everStood(doc, 'groups', id) || everStood(doc, 'session', id)) return undefined
    cards[id] = same(was, { ...now, no: was.no })
  }
  return same(before, { ...before, cards: same(before.cards, cards) })
}

type Lying = Omit<CardView, 'no'> & Partial<Pick<CardView, 'no'>>

const isNumbered = (card: Lying, no: number): card is CardView => card.no === no

const inOrder = (a: Lying, b: Lying) => order(a.pos, b.pos) || order(a.id, b.id)

/**
 * The ids of the cards that lie at a place, in order, as in the picture: for whoever needs nothing else of it, for a picture of
 * three hundred cards takes a slow laptop the time of a frame. Empty where nothing lies.
 * @example orderAt(doc, 'value') // ['bela.1', 'cleo.4']
 */
export const orderAt = (doc: Y.Doc, place: Place): string[] =>
  idsOn(doc, 'cards')
    // Before anything of it is read: most cards lie elsewhere.
    .filter((id) => layOn(doc, id).place === place)
    .flatMap((id) => lyingOn(doc, id) ?? [])
    .sort(inOrder)
    .map(({ id }) => id)

/**
 * One card as it is in the picture, for whoever needs no other. Undefined when it is hidden, or there is none.
 * @example cardLying(doc, 'bela.1') // { id: 'bela.1', text: 'Young people', place: 'value', no: 1, … }
 */
export function cardLying(doc: Y.Doc, id: string): CardView | undefined {
  const card = lyingOn(doc, id)
  return card && { ...card, no: orderAt(doc, card.place).indexOf(id) + 1 }
}

function lyingOn(doc: Y.Doc, id: string): Lying | undefined {
  const card = hiddenBy(doc, id) === undefined ? cardOn(doc, id) : undefined
  return card && { ...card, id, ...layOn(doc, id) }
}

const layOn = (doc: Y.Doc, id: string): Placement => placementOn(doc, id) ?? { place: 'middle', group: null, pos: '' }

/** The hidden cards, oldest first; `before` as for the picture. */
export function viewHidden(doc: Y.Doc, before: readonly HiddenCard[] = []): readonly HiddenCard[] {
  const hidden = idsOn(doc, 'hidden').flatMap((id): HiddenCard[] => {
    const [card, by] = [cardOn(doc, id), hiddenBy(doc, id)]
    if (!card || by === undefined) return []
    return [
      same(
        before.find((was) => was.id === id),
        { ...card, id, hiddenBy: by },
      ),
    ]
  })
  hidden.sort((a, b) => order(a.createdAt, b.createdAt) || order(a.id, b.id))
  return same(before, hidden)
}

/** What was, when what is now has the very same parts; else what is now. */
function same<T extends object>(was: T | undefined, now: T): T {
  const keys = Object.keys(now) as (keyof T)[]
  const isSame = was && Object.keys(was).length === keys.length && keys.every((key) => was[key] === now[key])
  return isSame ? was : now
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
  const { step, viewsShown, closed, nobody, checked } = sessionFacts(doc)
  return {
    ...{ step: isStep(step) ? (step as Step) : 'join', viewsShown: viewsShown === true, closed: closed === true },
    ...(nobody === true ? { nobody } : {}),
    ...(checked === true ? { checked } : {}),
  }
}

/** Cards by place, counted. */
export const countByPlace = (view: BoardView): Record<Place, number> =>
  Object.fromEntries(PLACES.map((place) => [place, view.places[place].length])) as Record<Place, number>
