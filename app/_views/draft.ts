import { isPlace, type Place } from '#server/vocabulary/corner.ts'
import { type Facet, isFacet } from '#server/vocabulary/facet.ts'

/** A view that is being written: its words, and where they are to go. */
export interface Draft {
  text: string
  place: Place
  facet: Facet | null
}
/** The steps that have a form for views, each with a draft of its own. */
export const DRAFTED_AT = ['views', 'show-views'] as const
export interface DraftOf {
  at: (typeof DRAFTED_AT)[number]
  sessionId: string
  seatId: string
  /** Seats that were made one with this one. */
  earlier: readonly string[]
}

const keyOf = ({ at, sessionId }: DraftOf, seatId: string) =>
  `tricorner.${sessionId}.${seatId}.draft${at === 'views' ? '' : `.${at}`}`

/**
 * The view that was being written on this device and not added yet; undefined for none, or where a browser keeps nothing. What
 * was begun at an `earlier` seat, which was made one with this, is from then on kept for this one.
 */
export function readDraft(of: DraftOf): Draft | undefined {
  try {
    const own = keyOf(of, of.seatId)
    const from = localStorage.getItem(own)
      ? own
      : of.earlier.map((seat) => keyOf(of, seat)).find((key) => localStorage.getItem(key))
    const kept = from && localStorage.getItem(from)
    if (!kept) return undefined
    if (from !== own) {
      localStorage.setItem(own, kept)
      localStorage.removeItem(from)
    }
    return draftIn(kept)
  } catch {
    return undefined
  }
}

/** Keeps it, or where it has no words, nothing. */
export function keepDraft(of: DraftOf, draft: Draft | undefined): void {
  try {
    if (!draft || draft.text.trim() === '') localStorage.removeItem(keyOf(of, of.seatId))
    else localStorage.setItem(keyOf(of, of.seatId), JSON.stringify(draft))
  } catch {
    // It stays in the form, as long as the page is open.
  }
}

/** What is kept is as a page wrote it, and pages before this one kept the words alone. */
function draftIn(kept: string): Draft {
  const words: Draft = { text: kept, place: 'middle', facet: null }
  try {
    const { text, place, facet } = JSON.parse(kept) as Draft
    if (typeof text !== 'string' || !isPlace(place)) return words
    return { text, place, facet: isFacet(facet) ? facet : null }
  } catch {
    return words
  }
}
