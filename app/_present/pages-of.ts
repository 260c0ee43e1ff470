import type { BoardView, CardView } from '#server/board/view.ts'
import { PLACES } from '#server/vocabulary/corner.ts'

/** A screenful of one partner's cards, in the order of the triangle. */
export interface PartnerPage {
  readonly partner: string
  readonly no: number
  readonly of: number
  readonly cards: readonly CardView[]
}

// A line of a card as the wall holds it, in signs; and how many such lines a screen has room for.
const LINE = 70
const ROOM = 10
const lines = ({ text }: CardView) => Math.max(1, Math.ceil(text.length / LINE)) + text.split('\n').length - 1

/**
 * The cards to be read round, one partner after another in the order given: as many to a screen as can be read from the
 * back of the room. A card is never cut, and one that is longer than a screen has a screen of its own.
 * @example pagesOf(boardWithThreeCardsOfOnePartner, ['a']) // [{ partner: 'a', no: 1, of: 1, cards: [...] }]
 */
export function pagesOf(board: BoardView, partners: readonly string[]): PartnerPage[] {
  const cards = PLACES.flatMap((place) => board.places[place].flatMap((id) => board.cards[id] ?? []))
  return partners.flatMap((partner) => {
    const screens: CardView[][] = []
    let left = 0
    for (const card of cards.filter((one) => one.partner === partner)) {
      if (screens.length === 0 || lines(card) > left) {
        screens.push([])
        left = ROOM
      }
      screens.at(-1)?.push(card)
      left -= lines(card)
    }
    return screens.map((some, i) => ({ partner, no: i + 1, of: screens.length, cards: some }))
  })
}
