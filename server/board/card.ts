import { isPlace, type Place } from '#server/vocabulary/corner.ts'
import { type Facet, isFacet } from '#server/vocabulary/facet.ts'

/** Who made a card: their seat, or `server` for what the server wrote. */
export type Author = string

/** What a card is, beside where it lies. `author`, `partner` and `createdAt` are set once. */
export interface Card {
  readonly text: string
  readonly author: Author
  readonly partner: string | null
  readonly facet: Facet | null
  readonly createdAt: string
}

/** Where a card lies: a place of the triangle, perhaps in a group, in an order that `pos` sorts by. One value, so a move is one key. */
export interface Placement {
  readonly place: Place
  readonly group: string | null
  readonly pos: string
  /** The place where it lay before it came to this one: the trail back, once it has been moved. */
  readonly from?: Place
}

export interface Group {
  readonly title: string
  readonly place: Place
}

// What `between` writes, and nothing that it could not write beside.
const POSITION = /^[0-9A-Za-z]{0,200}$/

const isText = (thing: unknown, most: number): thing is string => typeof thing === 'string' && thing.length <= most

/** A placement out of what a document holds under its key; undefined when it is none. */
export function readPlacement(thing: unknown): Placement | undefined {
  if (typeof thing !== 'object' || thing === null) return undefined
  const { place, group, pos, from, ...others } = thing as Record<string, unknown>
  if (
    !isPlace(place) ||
    typeof pos !== 'string' ||
    !POSITION.test(pos) ||
    !(group === null || isText(group, 80)) ||
    !(from === undefined || isPlace(from)) ||
    Object.keys(others).length > 0
  )
    return undefined
  return { place, group, pos, ...(from === undefined ? {} : { from }) }
}

/** Whether this can stand for who hid a card. */
export const isHider = (thing: unknown): thing is string => isText(thing, 80)

/** A group out of what a document holds under its key; undefined when it is none. */
export function readGroup(thing: unknown): Group | undefined {
  if (typeof thing !== 'object' || thing === null) return undefined
  const { title, place, ...others } = thing as Record<string, unknown>
  if (!isPlace(place) || !isText(title, 120) || Object.keys(others).length > 0) return undefined
  return { title, place }
}

/** A card out of a document's plain JSON; undefined when something is missing, unknown, or of the wrong kind. */
export function readCard(thing: unknown): Card | undefined {
  if (typeof thing !== 'object' || thing === null) return undefined
  const { text, author, partner, facet, createdAt, ...others } = thing as Record<string, unknown>
  const fine =
    isText(text, 4_000) &&
    isText(author, 80) &&
    (partner === null || isText(partner, 80)) &&
    (facet === null || isFacet(facet)) &&
    isText(createdAt, 40) &&
    Object.keys(others).length === 0
  return fine ? { text, author, partner: partner as string | null, facet: facet as Facet | null, createdAt } : undefined
}
