import type * as Y from 'yjs'
import type { Place } from '#server/vocabulary/corner.ts'
import type { Facet } from '#server/vocabulary/facet.ts'
import {
  cardOn,
  eraseHidden,
  hiddenBy,
  idsOn,
  markPlaced,
  placementOn,
  sessionFacts,
  signCard,
  wasPlaced,
  writeCard,
  writeHidden,
  writePlacement,
  writeSessionFact,
} from './document.ts'
import type { Times } from './may.ts'
import { between } from './position.ts'
import { viewBoard } from './view.ts'

/** The origin of what the server itself writes. */
export const SERVER = 'server'

export interface ShownView {
  readonly id: string
  readonly seatId: string
  readonly partnerId: string | null
  readonly place: Place
  readonly facet: Facet | null
  readonly text: string
  readonly createdAt: string
}

/** What of the session every screen of the board sees. */
export interface Facts extends Times {
  readonly stepNo: number
  /** Cards that the convenor took off the board from their desk. */
  readonly hidden?: readonly string[]
}

/**
 * Brings the board in line with the tables: the session's facts, and views that are shown but were not put on the board
 * yet, at the end of their place; what is hidden from the desk is hidden, and shown again when it is not any more. Doing it twice changes nothing; a card that was deleted since is not put back.
 */
export function publish(doc: Y.Doc, facts: Facts, views: readonly ShownView[]): void {
  const had = sessionFacts(doc)
  const { step, stepNo, viewsShown, closed, nobody, checked } = facts
  const told = { step, stepNo, viewsShown, closed, ...(nobody ? { nobody } : {}), ...(checked ? { checked } : {}) }
  const news = Object.entries(told).filter(([key, value]) => had[key] !== value)
  const fresh = views.filter((view) => !wasPlaced(doc, view.id))
  const hides = (facts.hidden ?? []).filter((id) => cardOn(doc, id) && hiddenBy(doc, id) === undefined)
  const shows = idsOn(doc, 'hidden').filter((id) => hiddenBy(doc, id) === SERVER && !facts.hidden?.includes(id))
  if (news.length + fresh.length + hides.length + shows.length === 0) return
  doc.transact(() => {
    for (const [key, value] of news) writeSessionFact(doc, key, value)
    for (const id of hides) writeHidden(doc, id, SERVER)
    for (const id of shows) eraseHidden(doc, id)
    const last = lastPositions(doc)
    for (const view of fresh) {
      const { id, seatId, partnerId, place, facet, text, createdAt } = view
      const pos = between(last[place], undefined)
      last[place] = pos
      writeCard(doc, id, { text, author: seatId, partner: partnerId, facet, createdAt })
      writePlacement(doc, id, { place, group: null, pos })
      markPlaced(doc, id)
    }
  }, SERVER)
}

/** Puts cards with the partner that their author speaks for now, after a convenor's correction. */
export function correctPartners(doc: Y.Doc, partnerOf: ReadonlyMap<string, string | null>): void {
  const wrong = idsOn(doc, 'cards').flatMap((id) => {
    const card = cardOn(doc, id)
    const partner = card && partnerOf.get(card.author)
    return card && partner !== undefined && partner !== card.partner ? [{ id, partner }] : []
  })
  if (wrong.length === 0) return
  doc.transact(() => {
    for (const { id, partner } of wrong) signCard(doc, id, partner)
  }, SERVER)
}

function lastPositions(doc: Y.Doc): Partial<Record<Place, string>> {
  const { places } = viewBoard(doc)
  const lasts = Object.entries(places).map(([place, ids]) => [
    place,
    ids.length > 0 ? placementOn(doc, ids[ids.length - 1] as string)?.pos : undefined,
  ])
  return Object.fromEntries(lasts)
}
