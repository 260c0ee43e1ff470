import type { BoardView } from '#server/board/view.ts'
import { PLACES, type Place } from '#server/vocabulary/corner.ts'

const BY = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1 } as const
export type Way = keyof typeof BY
export const isWay = (key: string): key is Way => key in BY

/**
 * Where a card comes to lie when it is nudged: up and down by one in the order of its place, to the sides at the end of the
 * next place, round and round. Undefined where it can't go on that way.
 */
export function nudged(
  { cards, places }: BoardView,
  cardId: string,
  way: Way,
): { place: Place; no?: number; group?: string | null } | undefined {
  const card = cards[cardId]
  if (!card) return undefined
  const { place, group } = card
  if (way === 'ArrowLeft' || way === 'ArrowRight')
    return { place: PLACES[(PLACES.indexOf(place) + BY[way] + PLACES.length) % PLACES.length] as Place }
  const no = card.no + BY[way]
  return no < 1 || no > places[place].length ? undefined : { place, no, group }
}
