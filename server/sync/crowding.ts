import type * as Y from 'yjs'
import { everStood, type Shelf } from '#server/board/document.ts'
import type { Doer } from '#server/board/may.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import type { Change } from './deeds.ts'

const MOST_GROUPS = 500
const GROUPS_OF_SEAT = MOST_GROUPS / 2
// So many anybody may lay, while there is any room.
const FEW_CARDS = LIMITS.viewsPerSeat
const CARDS_OF_SEAT = LIMITS.cards / 2
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
 * half of what others leave free, so that some is left for whoever comes next; of the groups they may make half; the convenor may
 * do all. `isTheirs`: whether this doer put there what lies under a key.
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
  if (shelf === 'groups') {
    const isShared = all <= GROUPS_OF_SEAT || doer.kind === 'convenor'
    const isTooMany = !isShared && more + [...standing.keys()].filter(isTheirs).length > GROUPS_OF_SEAT
    return all > MOST_GROUPS || isTooMany ? 'odd' : undefined
  }
  if (shelf !== 'cards') return undefined
  if (all > LIMITS.cards) return 'odd'
  // Nobody has more than all have together.
  if (all <= CARDS_OF_SEAT || doer.kind === 'convenor') return undefined
  let own = more
  for (const { plain } of standing.values()) if ((plain as { author: string }).author === doer.id) own += 1
  const share = Math.min(CARDS_OF_SEAT, (LIMITS.cards - (all - own)) / 2)
  return own > Math.max(FEW_CARDS, share) ? 'too-many' : undefined
}
