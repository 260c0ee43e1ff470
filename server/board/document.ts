import * as Y from 'yjs'
import type { Facet } from '#server/vocabulary/facet.ts'
import { type Card, type Group, type Placement, readCard, readGroup, readPlacement } from './card.ts'

/** The rooms of a board's document. This is the one file that names Yjs keys; everything else goes through it. */
export const SHELVES = ['cards', 'places', 'groups', 'hidden', 'session', 'placed'] as const
export type Shelf = (typeof SHELVES)[number]

/** What only the server writes: the session's state for all screens, and which views were put on the board already. */
export const SERVER_SHELVES: readonly Shelf[] = ['session', 'placed']

type CardMap = Y.Map<Y.Text | string | null>

const cardsOf = (doc: Y.Doc): Y.Map<CardMap> => doc.getMap('cards')
const placesOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('places')
const groupsOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('groups')
const hiddenOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('hidden')
const sessionOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('session')
const placedOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('placed')

export const shelvesOf = (doc: Y.Doc): Y.Map<unknown>[] => SHELVES.map((name) => doc.getMap(name))

/** What people themselves write on, and can undo. */
export const ownShelvesOf = (doc: Y.Doc): Y.Map<unknown>[] =>
  SHELVES.filter((name) => !SERVER_SHELVES.includes(name)).map((name) => doc.getMap(name))

/** The cards that a transaction laid, moved, took away, hid or showed again; letters within a card don't count. */
export function cardsTouched(doc: Y.Doc, { changed }: Y.Transaction): string[] {
  const shelves: readonly unknown[] = [cardsOf(doc), placesOf(doc), hiddenOf(doc)]
  return [...changed].flatMap(([type, keys]) => (shelves.includes(type) ? [...keys].flatMap((key) => key ?? []) : []))
}

/** Every key of a shelf under which a transaction changed anything, letters too. */
export function keysTouched({ changed }: Y.Transaction): string[] {
  return [...changed].flatMap(([type, keys]) => {
    let item = type._item
    if (item === null) return [...keys].flatMap((key) => key ?? [])
    while ((item.parent as Y.AbstractType<unknown>)._item !== null)
      item = (item.parent as Y.AbstractType<unknown>)._item as Y.Item
    return item.parentSub ?? []
  })
}

/** Whether a transaction laid, moved, grouped, hid or took away anything: letters within a card do none of it. */
export const changesLay = ({ changed }: Y.Transaction): boolean =>
  [...changed.keys()].some((type) => type._item === null)

/** Whether anything ever stood under a key: a key outlives what stood there. */
export const everStood = (doc: Y.Doc, shelf: Shelf, key: string): boolean => doc.getMap(shelf)._map.has(key)

/** How many keys of a shelf anything ever stood under. */
export const keysEver = (doc: Y.Doc, shelf: Shelf): number => doc.getMap(shelf)._map.size

/** The client that wrote what stands under a key. */
export const writerOf = (doc: Y.Doc, shelf: Shelf, key: string): number | undefined =>
  doc.getMap(shelf)._map.get(key)?.id.client

/** The card's text as it grows letter by letter; undefined when there is no such card, or its text is no text. */
export function textOf(doc: Y.Doc, cardId: string): Y.Text | undefined {
  const card = cardsOf(doc).get(cardId)
  const text = card instanceof Y.Map ? card.get('text') : undefined
  return text instanceof Y.Text ? text : undefined
}

/** The card whose text this is now; undefined when it is nobody's any more. */
export function cardOfText(doc: Y.Doc, text: Y.Text): string | undefined {
  const cardId = (text.parent as CardMap | null)?._item?.parentSub
  return typeof cardId === 'string' && textOf(doc, cardId) === text ? cardId : undefined
}

/** Whose card something is of, be it a letter, a field or all of the card; null: of none. */
export function authorOver(doc: Y.Doc, item: Y.Item): unknown {
  let at = item
  for (let above = aboveOf(at); above; above = aboveOf(at)) at = above
  if (at.parent !== cardsOf(doc)) return null
  return at.content instanceof Y.ContentType && at.content.type instanceof Y.Map ? at.content.type.get('author') : ''
}

const aboveOf = ({ parent }: Y.Item): Y.Item | null => (parent instanceof Y.AbstractType ? parent._item : null)

/** The ids of everything that stands on a shelf, odd things too. */
export const idsOn = (doc: Y.Doc, shelf: Shelf): string[] => [...doc.getMap(shelf).keys()]

/**
 * Whether what stands under a key is built as it should be, whatever it says: a card is a map of plain values with one
 * text that grows, everything else is a plain value. True when nothing stands there.
 */
export function isBuiltRight(doc: Y.Doc, shelf: Shelf, key: string): boolean {
  const map = doc.getMap(shelf)
  const thing = map.get(key)
  if (!holdsOne(map, key)) return false
  if (shelf !== 'cards') return !(thing instanceof Y.AbstractType)
  if (thing === undefined) return true
  if (!(thing instanceof Y.Map)) return false
  let isRight = true
  thing.forEach((value, field) => {
    isRight &&=
      field === 'text' ? value instanceof Y.Text : holdsOne(thing, field) && !(value instanceof Y.AbstractType)
  })
  return isRight
}

/** Yjs shows the last of several values that came in one piece under a key; the others would lie there unseen. */
const holdsOne = (map: Y.Map<unknown>, key: string) =>
  map._map.get(key)?.deleted !== false || map._map.get(key)?.length === 1

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
/** Who hid a card; undefined when it is not hidden. */
export function hiddenBy(doc: Y.Doc, cardId: string): string | undefined {
  const by = hiddenOf(doc).get(cardId)
  return typeof by === 'string' ? by : undefined
}
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
  hiddenOf(doc).delete(cardId)
}
export const writeHidden = (doc: Y.Doc, cardId: string, by: string): void => void hiddenOf(doc).set(cardId, by)
export const eraseHidden = (doc: Y.Doc, cardId: string): void => hiddenOf(doc).delete(cardId)
export const writePlacement = (doc: Y.Doc, cardId: string, placement: Placement): void =>
  void placesOf(doc).set(cardId, { ...placement })
export const writeGroup = (doc: Y.Doc, groupId: string, group: Group): void =>
  void groupsOf(doc).set(groupId, { ...group })
export const eraseGroup = (doc: Y.Doc, groupId: string): void => groupsOf(doc).delete(groupId)

/** Makes a text what was typed, touching only what differs, so that two who type at once lose no words. */
export function retype(text: Y.Text, typed: string): void {
  const had = text.toString()
  if (had === typed) return
  let start = 0
  while (start < had.length && start < typed.length && had[start] === typed[start]) start += 1
  // A sign of two code units is changed whole: cut in half, Yjs makes two broken ones of it.
  if (/[\uD800-\uDBFF]/.test(had[start - 1] ?? '')) start -= 1
  let end = 0
  const room = Math.min(had.length, typed.length) - start
  while (end < room && had[had.length - 1 - end] === typed[typed.length - 1 - end]) end += 1
  if (/[\uDC00-\uDFFF]/.test(had[had.length - end] ?? '')) end -= 1
  text.delete(start, had.length - start - end)
  text.insert(start, typed.slice(start, typed.length - end))
}

/**
 * Puts back what stood under a key before: for the gate, when it undoes what a seat may not do. A card whose text is still
 * the one it was (`text`) is mended in place, so that what its author types at that moment is kept.
 */
export function restore(doc: Y.Doc, shelf: Shelf, key: string, before: unknown, text?: Y.Text): void {
  const map = doc.getMap(shelf)
  if (before === undefined) map.delete(key)
  else if (shelf !== 'cards') map.set(key, before)
  else if (text !== undefined && textOf(doc, key) === text) mendCard(doc, key, before as Card, text)
  else writeCard(doc, key, before as Card)
}

function mendCard(doc: Y.Doc, cardId: string, { text: words, ...fixed }: Card, text: Y.Text): void {
  const map = cardsOf(doc).get(cardId)
  for (const field of [...(map?.keys() ?? [])]) if (field !== 'text' && !(field in fixed)) map?.delete(field)
  for (const [field, value] of Object.entries(fixed)) if (map?.get(field) !== value) map?.set(field, value)
  retype(text, words)
}

/** Says what a card is about, and leaves everything else of it alone. */
export const writeFacet = (doc: Y.Doc, cardId: string, facet: Facet | null): void =>
  void cardsOf(doc).get(cardId)?.set('facet', facet)

/** Puts a card with another partner, and leaves everything else of it alone. */
export const signCard = (doc: Y.Doc, cardId: string, partner: string | null): void =>
  void cardsOf(doc).get(cardId)?.set('partner', partner)

export const sessionFacts = (doc: Y.Doc): Record<string, unknown> => sessionOf(doc).toJSON()
export const writeSessionFact = (doc: Y.Doc, key: string, value: unknown): void => void sessionOf(doc).set(key, value)
export const wasPlaced = (doc: Y.Doc, viewId: string): boolean => placedOf(doc).has(viewId)
export const markPlaced = (doc: Y.Doc, viewId: string): void => void placedOf(doc).set(viewId, true)
