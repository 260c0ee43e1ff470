import { CORNERS, type Corner } from '#server/vocabulary/corner.ts'

/** What one partner has at each corner. */
export interface Shape {
  readonly partnerId: string
  readonly counts: Readonly<Record<Corner, number>>
}

/**
 * Each partner's own triangle: how many of the things at each corner are theirs. A thing of two partners counts for both.
 * Partners with nothing have three noughts.
 * @example shapesOf(['a'], [{ corner: 'value', partners: ['a'] }]) // [{ partnerId: 'a', counts: { value: 1, authorising: 0, capacity: 0 } }]
 */
export const shapesOf = (
  partnerIds: readonly string[],
  things: readonly { corner: Corner; partners: readonly string[] }[],
): Shape[] =>
  partnerIds.map((partnerId) => ({
    partnerId,
    counts: Object.fromEntries(
      CORNERS.map((corner) => [
        corner,
        things.filter((one) => one.corner === corner && one.partners.includes(partnerId)).length,
      ]),
    ) as Record<Corner, number>,
  }))
