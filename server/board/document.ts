import * as Y from 'yjs'
import { type Card, type Group, type Placement, readCard, readGroup, readPlacement } from './card.ts'

/** The rooms of a board's document. This is the one file that names Yjs keys; everything else goes through it. */
export const SHELVES = ['cards', 'places', 'groups', 'session', 'placed'] as const
export type Shelf = (typeof SHELVES)[number]

/** What only the server writes: the session's state for all screens, and which views were put on the board already. */
export const SERVER_SHELVES: readonly Shelf[] = ['session', 'placed']

type CardMap = Y.Map<Y.Text | string | null>

const cardsOf = (doc: Y.Doc): Y.Map<CardMap> => doc.getMap('cards')
const placesOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('places')
const groupsOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('groups')
const sessionOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('session')
const placedOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('placed')

export const shelvesOf = (doc: Y.Doc): Y.Map<unknown>[] => SHELVES.map((name) => doc.getMap(name))

/** The card's text as it grows letter by letter; undefined when there is no such card, or its text is no text. */
export function textOf(doc: Y.Doc, cardId: string): Y.Text | undefined {
  const card = cardsOf(doc).get(cardId)
  const text = card instanceof Y.Map ? card.get('text') : undefined
  return text instanceof Y.Text ? text : undefined
}

/** The ids of everything that stands on a shelf, odd things too. */
export const idsOn = (doc: Y.Doc, shelf: Shelf): string[] => [...doc.getMap(shelf).keys()]

/** What stands under a key, as plain JSON, whatever it is; undefined when nothing does. */
export function plainOn(doc: Y.Doc, shelf: Shelf, key: string): unknown {
  const thing = doc.getMap(shelf).get(key)
  return thing instanceof Y.AbstractType ? thing.toJSON() : thing
}

/** The card under an id; undefined when there is none, or what is there is no proper card. */
export function cardOn(doc: Y.Doc, cardId: string): Card | undefined {
  return textOf(doc, cardId) && readCard(plainOn(doc, 'cards', cardId))
}

export const placementOn = (doc: Y.Doc, cardId: string): Placement | undefined =>
  readPlacement(placesOf(doc).get(cardId))
export const groupOn = (doc: Y.Doc, groupId: string): Group | undefined => readGroup(groupsOf(doc).get(groupId))

export function writeCard(doc: Y.Doc, cardId: string, card: Card): void {
  const map: CardMap = new Y.Map()
  const { text, ...fixed } = card
  for (const [key, value] of Object.entries(fixed)) map.set(key, value)
  map.set('text', new Y.Text(text))
  cardsOf(doc).set(cardId, map)
}

export const eraseCard = (doc: Y.Doc, cardId: string): void => {
  cardsOf(doc).delete(cardId)
  placesOf(doc).delete(cardId)
}
export const writePlacement = (doc: Y.Doc, cardId: string, placement: Placement): void =>
  void placesOf(doc).set(cardId, { ...placement })
export const writeGroup = (doc: Y.Doc, groupId: string, group: Group): void =>
  void groupsOf(doc).set(groupId, { ...group })
export const eraseGroup = (doc: Y.Doc, groupId: string): void => groupsOf(doc).delete(groupId)

/** Puts back what stood under a key before: for the gate, when it undoes what a seat may not do. */
export function restore(doc: Y.Doc, shelf: Shelf, key: string, before: unknown): void {
  const map = doc.getMap(shelf)
  if (before === undefined) map.delete(key)
  else if (shelf === 'cards') writeCard(doc, key, before as Card)
  else map.set(key, before)
}

export const sessionFacts = (doc: Y.Doc): Record<string, unknown> => sessionOf(doc).toJSON()
export const writeSessionFact = (doc: Y.Doc, key: string, value: unknown): void => void sessionOf(doc).set(key, value)
export const wasPlaced = (doc: Y.Doc, viewId: string): boolean => placedOf(doc).has(viewId)
export const markPlaced = (doc: Y.Doc, viewId: string): void => void placedOf(doc).set(viewId, true)
