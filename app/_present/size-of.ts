/** The wall's sizes of letters for words that are read as a whole, from those of the smallest print to the largest. */
export type Size = 1 | 2 | 3 | 4

/**
 * How large words may stand so that all of them are on the wall at once, by how many signs they have; with what stands under
 * them in a few lines.
 * @example sizeOf(90) // 4
 */
export const sizeOf = (length: number): Size => (length > 800 ? 1 : length > 380 ? 2 : length > 180 ? 3 : 4)
