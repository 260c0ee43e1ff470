import type { BoardView, CardView } from '#server/board/view.ts'
import { PLACES, type Place } from '#server/vocabulary/corner.ts'

/** A screenful of cards in the order of the triangle: one partner's, or, of those that are no partner's, one corner's. */
export interface ReadPage {
  readonly of: { readonly partner: string } | { readonly place: Place }
  readonly no: number
  readonly count: number
  readonly cards: readonly CardView[]
}

// A line of a card as the wall holds it, in signs; and how many such lines a screen has room for.
const LINE = 70
const ROOM = 10
const lines = ({ text }: CardView) => Math.max(1, Math.ceil(text.length / LINE)) + text.split('\n').length - 1

/**
 * The cards to be read round, one partner after another in the order given; then those that are none of theirs, as all are
 * where the workshop shows nobody, one corner after another. As many to a screen as can be read from the back of the room: a
 * card is never cut, and one that is longer than a screen has a screen of its own.
 * @example pagesOf(boardWithThreeCardsOfOnePartner, ['a']) // [{ of: { partner: 'a' }, no: 1, count: 1, cards: [...] }]
 */
export function pagesOf(board: BoardView, partners: readonly string[]): ReadPage[] {
  const cards = PLACES.flatMap((place) => board.places[place].flatMap((id) => board.cards[id] ?? []))
  const loose = cards.filter(({ partner }) => partner === null || !partners.includes(partner))
  return [
    ...partners.flatMap((partner) =>
      pages(
        { partner },
        cards.filter((card) => card.partner === partner),
      ),
    ),
    ...PLACES.flatMap((place) =>
      pages(
        { place },
        loose.filter((card) => card.place === place),
      ),
    ),
  ]
}

function pages(of: ReadPage['of'], cards: readonly CardView[]): ReadPage[] {
  const screens: CardView[][] = []
  let left = 0
  for (const card of cards) {
    if (screens.length === 0 || lines(card) > left) {
      screens.push([])
      left = ROOM
    }
    screens.at(-1)?.push(card)
    left -= lines(card)
  }
  return screens.map((some, i) => ({ of, no: i + 1, count: screens.length, cards: some }))
}
