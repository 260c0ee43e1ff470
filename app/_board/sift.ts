import type { BoardView, CardView } from '#server/board/view.ts'
import { PLACES, type Place } from '#server/vocabulary/corner.ts'
import { dimensionOf, type Facet } from '#server/vocabulary/facet.ts'

/** What somebody looks for on a board; empty parts ask for nothing. */
export interface Sieve {
  readonly text: string
  readonly partner: string
  /** A facet, or all of focus or of direction. */
  readonly facet: Facet | 'focus' | 'direction' | ''
}
export const OPEN_SIEVE: Sieve = { text: '', partner: '', facet: '' }

export const isOpen = ({ text, partner, facet }: Sieve): boolean => text.trim() === '' && partner === '' && facet === ''

/**
 * The board with only the cards that pass, and the one that `stays` though it passes no longer; each keeps its number. The board
 * itself when nothing is looked for.
 */
export function siftBoard(view: BoardView, sieve: Sieve, stays?: string): BoardView {
  if (isOpen(sieve)) return view
  const words = plain(sieve.text).split(/\s+/).filter(Boolean)
  const passes = (id: string) => {
    const card = view.cards[id]
    return card !== undefined && (id === stays || passesSieve(card, sieve, words))
  }
  const places = PLACES.map((place) => [place, view.places[place].filter(passes)])
  return { ...view, places: Object.fromEntries(places) as Record<Place, string[]> }
}

/** The cards of a place that are seen, in the page. */
export const SEEN = 'li:not([hidden]) > article'

/** How many cards lie on a board. */
export const countOf = ({ places }: BoardView): number => PLACES.reduce((sum, place) => sum + places[place].length, 0)

function passesSieve(card: CardView, { partner, facet }: Sieve, words: readonly string[]): boolean {
  if (partner !== '' && card.partner !== partner) return false
  if (facet !== '' && card.facet !== facet && (!card.facet || dimensionOf(card.facet) !== facet)) return false
  const text = words.length > 0 ? plainOf(card) : ''
  return words.every((word) => text.includes(word))
}

// A card is the same object as long as it says the same: each is read once, and not for every letter of what one looks for.
const read = new WeakMap<CardView, string>()

function plainOf(card: CardView): string {
  const text = read.get(card) ?? plain(card.text)
  read.set(card, text)
  return text
}

/** Without accents or capitals: people type neither when they look for something. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLocaleLowerCase()
