import type * as Y from 'yjs'
import { everStood, type Shelf } from '#server/board/document.ts'
import type { Doer } from '#server/board/may.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import type { Change } from './deeds.ts'

const MOST_GROUPS = 500
const FEW_GROUPS = 20
// So many anybody may lay, while there is any room.
const FEW_CARDS = LIMITS.viewsPerSeat
/** How many of one seat's moves may cross the deletion of their card, and lie there for nothing, on no page. */
export const STRAYS_OF_SEAT = 250

/**
 * Whether something is laid for a card that isn't there: since it crossed the card's deletion, or, as nobody's page does, for one that
 * never was.
 */
export function strayOf(doc: Y.Doc, { shelf, key, now, card }: Change): 'crossed' | 'never-laid' | undefined {
  if ((shelf !== 'places' && shelf !== 'hidden') || now === undefined || card.now !== undefined) return undefined
  return everStood(doc, 'cards', key) ? 'crossed' : 'never-laid'
}

/**
 * Why there is no room on a shelf for so many more, if there isn't. Of the cards each seat may lay half, and no more than
 * half of what others leave free, so that some is left for whoever comes next; so it is with groups, which without a card no page
 * shows; the convenor may lay all. `isTheirs`: whether the doer wrote what stands under a key.
 */
export function whyNoRoom(
  shelf: Shelf,
  more: number,
  standing: ReadonlyMap<string, { readonly plain: unknown }> = new Map(),
  doer: Doer,
  isTheirs: (key: string) => boolean,
): 'odd' | 'too-many' | undefined {
  if (more <= 0) return undefined
  const all = standing.size + more
  const [most, few] = shelf === 'cards' ? [LIMITS.cards, FEW_CARDS] : [MOST_GROUPS, FEW_GROUPS]
  if (shelf !== 'cards' && shelf !== 'groups') return undefined
  if (all > most) return 'odd'
  // Nobody has more than all have together.
  if (all <= most / 2 || doer.kind === 'convenor') return undefined
  let own = more
  for (const [key, { plain }] of standing)
    if (shelf === 'cards' ? (plain as { author: string }).author === doer.id : isTheirs(key)) own += 1
  const share = Math.min(most / 2, (most - (all - own)) / 2)
  if (own <= Math.max(few, share)) return undefined
  return shelf === 'cards' ? 'too-many' : 'odd'
}
