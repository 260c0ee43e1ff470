import type { BoardView, CardView } from '#server/board/view.ts'
import { PLACES } from '#server/vocabulary/corner.ts'

/** A board as it is drawn while a hand rests on it, and what waits until the hand is gone. */
export interface CalmBoard {
  readonly view: BoardView
  /** Cards that are not where they are drawn any more: they keep their room until the hand is gone. */
  readonly gone: ReadonlySet<string>
  /** Cards that came since, by id, in the order of the board. */
  readonly fresh: readonly string[]
}

const NONE: ReadonlySet<string> = new Set()

/**
 * The board with every card where it lay in the picture `held`, whatever was laid, moved or taken away since; words that
 * changed are shown at once. Without such a picture, or when nothing lies otherwise, the board as it is.
 */
export function calmBoard(held: BoardView | undefined, now: BoardView): CalmBoard {
  if (!held || (held.places === now.places && held.groups === now.groups)) return { view: now, gone: NONE, fresh: [] }
  const gone = new Set<string>()
  const cards: Record<string, CardView> = {}
  for (const [id, lay] of Object.entries(held.cards)) {
    const card = now.cards[id]
    if (!card || card.place !== lay.place) gone.add(id)
    cards[id] = card ? layAs(card, lay) : lay
  }
  const fresh = PLACES.flatMap((place) => now.places[place].filter((id) => !(id in held.cards)))
  const view = { cards, places: held.places, groups: held.groups, session: now.session }
  return { view, gone: gone.size > 0 ? gone : NONE, fresh }
}

function layAs(card: CardView, { place, group, pos, no }: CardView): CardView {
  const liesThere = card.place === place && card.group === group && card.pos === pos && card.no === no
  return liesThere ? card : { ...card, place, group, pos, no }
}
