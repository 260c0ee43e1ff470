import type * as Y from 'yjs'
import type { Place } from '#server/vocabulary/corner.ts'
import type { Facet } from '#server/vocabulary/facet.ts'
import {
  eraseCard,
  eraseGroup,
  groupOn,
  placementOn,
  retype,
  textOf,
  writeCard,
  writeGroup,
  writePlacement,
} from './document.ts'
import type { Doer } from './may.ts'
import { between } from './position.ts'
import { viewBoard } from './view.ts'

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

/** Puts a card at a place: as number `no` (from 1; the end when left out), in a group of that place or in none. */
export function moveCard(
  doc: Y.Doc,
  doer: Pick<Doer, 'id'>,
  cardId: string,
  to: { place: Place; no?: number; group?: string | null },
): void {
  // A placement of a card that is gone would lie there for nothing.
  if (!textOf(doc, cardId)) return
  const others = viewBoard(doc).places[to.place].filter((id) => id !== cardId)
  const at = Math.min(Math.max((to.no ?? others.length + 1) - 1, 0), others.length)
  const posOf = (id: string | undefined) => (id === undefined ? undefined : placementOn(doc, id)?.pos)
  const pos = between(posOf(others[at - 1]), posOf(others[at]))
  const group = to.group && groupOn(doc, to.group)?.place === to.place ? to.group : null
  deed(doc, doer, () => writePlacement(doc, cardId, { place: to.place, group, pos }))
}

/** Makes a group of cards at the place of the first, under a title. */
export function groupCards(
  doc: Y.Doc,
  doer: Pick<Doer, 'id'>,
  groupId: string,
  title: string,
  cardIds: readonly string[],
): void {
  const place = cardIds[0] === undefined ? undefined : placementOn(doc, cardIds[0])?.place
  if (!place) return
  deed(doc, doer, () => {
    writeGroup(doc, groupId, { title, place })
    for (const id of cardIds) {
      const placement = placementOn(doc, id)
      if (placement)
        writePlacement(doc, id, {
          place,
          group: groupId,
          pos: placement.place === place ? placement.pos : lastPos(doc, place, id),
        })
    }
  })
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

export const deleteCard = (doc: Y.Doc, doer: Pick<Doer, 'id'>, cardId: string): void =>
  deed(doc, doer, () => eraseCard(doc, cardId))

function lastPos(doc: Y.Doc, place: Place, except: string): string {
  const ids = viewBoard(doc).places[place].filter((id) => id !== except)
  const last = ids[ids.length - 1]
  return between(last === undefined ? undefined : placementOn(doc, last)?.pos, undefined)
}
