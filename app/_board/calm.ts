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
  return { view, gone: sameGone(held, gone), fresh }
}

/** The card as it lies in the held picture: the same object as long as both are, so that it is not drawn anew. */
function layAs(card: CardView, lay: CardView): CardView {
  const { place, group, pos, no } = lay
  if (card.place === place && card.group === group && card.pos === pos && card.no === no) return card
  const known = laid.get(card)
  if (known?.lay === lay) return known.as
  const as = { ...card, place, group, pos, no }
  laid.set(card, { lay, as })
  return as
}
const laid = new WeakMap<CardView, { lay: CardView; as: CardView }>()

/** The same set as the last of this held picture, when it has the very same cards. */
function sameGone(held: BoardView, now: ReadonlySet<string>): ReadonlySet<string> {
  const before = now.size > 0 ? (goneOf.get(held) ?? NONE) : NONE
  if (before.size === now.size && [...now].every((id) => before.has(id))) return before
  goneOf.set(held, now)
  return now
}
const goneOf = new WeakMap<BoardView, ReadonlySet<string>>()
