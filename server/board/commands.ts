import type * as Y from 'yjs'
import type { Place } from '#server/vocabulary/corner.ts'
import type { Facet } from '#server/vocabulary/facet.ts'
import {
  cardOn,
  eraseCard,
  eraseGroup,
  eraseHidden,
  groupOn,
  placementOn,
  retype,
  textOf,
  writeCard,
  writeFacet,
  writeGroup,
  writeHidden,
  writePlacement,
} from './document.ts'
import type { Doer } from './may.ts'
import { between } from './position.ts'
import { orderAt, viewBoard } from './view.ts'

/** Each command is one transaction under its doer's name, so that undo takes back one's own deeds one by one. */
const deed = (doc: Y.Doc, doer: Pick<Doer, 'id'>, act: () => void) => doc.transact(act, doer.id)

export interface NewCard {
  id: string
  text: string
  place: Place
  facet: Facet | null
  createdAt: string
}

/** Adds a card of one's own at the end of a place. */
export function addCard(doc: Y.Doc, doer: Doer, { id, text, place, facet, createdAt }: NewCard): void {
  deed(doc, doer, () => {
    writeCard(doc, id, { text, author: doer.id, partner: doer.partnerId, facet, createdAt })
    writePlacement(doc, id, { place, group: null, pos: lastPos(doc, place, id) })
  })
}

/** Makes a card's text what was typed, touching only what differs, so that two who type at once lose no words. */
export function editText(doc: Y.Doc, doer: Pick<Doer, 'id'>, cardId: string, typed: string): void {
  const text = textOf(doc, cardId)
  if (!text) return
  if (text.toString() !== typed) deed(doc, doer, () => retype(text, typed))
}

/** Says which question of focus or direction a card answers; null for none of them. */
export function answerWith(doc: Y.Doc, doer: Pick<Doer, 'id'>, cardId: string, facet: Facet | null): void {
  const card = cardOn(doc, cardId)
  if (card && card.facet !== facet) deed(doc, doer, () => writeFacet(doc, cardId, facet))
}

/** Puts a card at a place, which it notes if it comes from another: as number `no` (from 1; the end when left out), in a group of that place or in none. */
export function moveCard(
  doc: Y.Doc,
  doer: Pick<Doer, 'id'>,
  cardId: string,
  to: { place: Place; no?: number; group?: string | null },
): void {
  // A placement of a card that is gone would lie there for nothing.
  if (!textOf(doc, cardId)) return
  const others = orderAt(doc, to.place).filter((id) => id !== cardId)
  const at = Math.min(Math.max((to.no ?? others.length + 1) - 1, 0), others.length)
  const posOf = (id: string | undefined) => (id === undefined ? undefined : placementOn(doc, id)?.pos)
  const pos = between(posOf(others[at - 1]), posOf(others[at]))
  const group = to.group && groupOn(doc, to.group)?.place === to.place ? to.group : null
  deed(doc, doer, () => writePlacement(doc, cardId, { place: to.place, group, pos, ...trail(doc, cardId, to.place) }))
}

/** Where a card came from, once it lies at a place: nowhere, while it has always lain there or has come back. */
function trail(doc: Y.Doc, cardId: string, to: Place): { from?: Place } {
  const was = placementOn(doc, cardId)
  const from = was && was.place !== to ? was.place : was?.from
  return from === undefined || from === to ? {} : { from }
}

/** Makes a group of cards at the place of the first, under a title: the others come to lie right behind it. */
export function groupCards(
  doc: Y.Doc,
  doer: Pick<Doer, 'id'>,
  groupId: string,
  title: string,
  cardIds: readonly string[],
): void {
  const place = cardIds[0] === undefined ? undefined : placementOn(doc, cardIds[0])?.place
  if (!place) return
  const [first, ...others] = cardIds.filter((id) => placementOn(doc, id) !== undefined)
  const staying = orderAt(doc, place).filter((id) => id === first || !others.includes(id))
  const next = staying[staying.indexOf(first as string) + 1]
  const end = next === undefined ? undefined : placementOn(doc, next)?.pos
  deed(doc, doer, () => {
    writeGroup(doc, groupId, { title, place })
    let pos = placementOn(doc, first as string)?.pos
    for (const id of [first as string, ...others]) {
      if (id !== first) pos = between(pos, end)
      writePlacement(doc, id, { place, group: groupId, pos: pos ?? '', ...trail(doc, id, place) })
    }
  })
}

/** Puts a card behind the last of a group, wherever it lay. */
export function joinGroup(doc: Y.Doc, doer: Pick<Doer, 'id'>, cardId: string, groupId: string): void {
  const view = viewBoard(doc)
  const group = view.groups.find(({ id }) => id === groupId)
  const last = group?.cards.filter((id) => id !== cardId).at(-1)
  if (!group || last === undefined) return
  const others = view.places[group.place].filter((id) => id !== cardId)
  moveCard(doc, doer, cardId, { place: group.place, group: groupId, no: others.indexOf(last) + 2 })
}

export function renameGroup(doc: Y.Doc, doer: Pick<Doer, 'id'>, groupId: string, title: string): void {
  const group = groupOn(doc, groupId)
  if (group) deed(doc, doer, () => writeGroup(doc, groupId, { ...group, title }))
}

/** Takes a group apart; its cards stay where they lie. */
export function ungroup(doc: Y.Doc, doer: Pick<Doer, 'id'>, groupId: string): void {
  const held = viewBoard(doc).groups.find((group) => group.id === groupId)?.cards ?? []
  deed(doc, doer, () => {
    for (const id of held) {
      const placement = placementOn(doc, id)
      if (placement) writePlacement(doc, id, { ...placement, group: null })
    }
    eraseGroup(doc, groupId)
  })
}

/** Takes a card off the board, and nothing of it away: it can be shown again. */
export function hideCard(doc: Y.Doc, doer: Pick<Doer, 'id'>, cardId: string): void {
  if (textOf(doc, cardId)) deed(doc, doer, () => writeHidden(doc, cardId, doer.id))
}

/** Puts a hidden card back where it lay. */
export const showCard = (doc: Y.Doc, doer: Pick<Doer, 'id'>, cardId: string): void =>
  deed(doc, doer, () => eraseHidden(doc, cardId))

export const deleteCard = (doc: Y.Doc, doer: Pick<Doer, 'id'>, cardId: string): void =>
  deed(doc, doer, () => eraseCard(doc, cardId))

function lastPos(doc: Y.Doc, place: Place, except: string): string {
  const ids = orderAt(doc, place).filter((id) => id !== except)
  const last = ids[ids.length - 1]
  return between(last === undefined ? undefined : placementOn(doc, last)?.pos, undefined)
}
