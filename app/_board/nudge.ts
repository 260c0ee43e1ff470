import type * as Y from 'yjs'
import { type BoardView, cardLying, orderAt } from '#server/board/view.ts'
import type { Place } from '#server/vocabulary/corner.ts'

// As they stand on a wide board: the tip, and the row below it in the direction that is read.
const ROUND = ['value', 'authorising', 'middle', 'capacity'] as const satisfies readonly Place[]
const BY = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1 } as const
export type Way = keyof typeof BY
/** To the next card, or to the one before. */
export const stepBy = (way: Way): number => BY[way]
export const isWay = (key: string): key is Way => key in BY

/** Which way a key goes where a page is read from right to left: what stands right comes before. */
export const wayOf = (key: Way, isRightToLeft: boolean): Way => {
  if (!isRightToLeft) return key
  return key === 'ArrowLeft' ? 'ArrowRight' : key === 'ArrowRight' ? 'ArrowLeft' : key
}

/**
 * Where a card comes to lie when it is nudged: up and down past the next one of its place that is `seen`, to the sides at the end
 * of the next place, round and round. Undefined where it can't go on that way.
 */
export function nudged(
  doc: Y.Doc,
  cardId: string,
  way: Way,
  seen?: BoardView['places'],
): { place: Place; no?: number; group?: string | null } | undefined {
  const card = cardLying(doc, cardId)
  if (!card) return undefined
  const { place, group } = card
  if (way === 'ArrowLeft' || way === 'ArrowRight')
    return { place: ROUND[(ROUND.indexOf(place) + BY[way] + ROUND.length) % ROUND.length] as Place }
  // A card that is seen may lie elsewhere by now: it is passed with the next one.
  const all = orderAt(doc, place)
  const order = seen ? all.filter((id) => seen[place].includes(id)) : all
  const past = order[order.indexOf(cardId) + BY[way]]
  return past === undefined || !order.includes(cardId) ? undefined : { place, no: all.indexOf(past) + 1, group }
}
