import { chiSquareTail } from './gamma.ts'

/** Kendall's W and the test that rankings have nothing in common. */
export interface Concordance {
  /** 1 all rank alike .. 0 rankings cancel out; two opposite rankings give 0, not -1. */
  readonly w: number
  readonly chiSquare: number
  readonly p: number
}

/**
 * Kendall's W with ties: how far rankings of the same objects agree. Rows are rankings (any numbers: they are ranked again, ties
 * sharing the middle rank). Null with fewer than two rankings or objects, or when every row is one tie.
 * Source: Kendall & Gibbons 1990; equals irr's kendall(correct = TRUE).
 * @example kendallW([[1, 2, 3], [1, 2, 3]])?.w // 1
 * @example kendallW([[1, 2, 3], [3, 2, 1]])?.w // 0
 * @example kendallW([[1, 2, 3]]) // null
 */
export function kendallW(rows: readonly (readonly number[])[]): Concordance | null {
  const [raters, objects] = [rows.length, rows[0]?.length ?? 0]
  if (raters < 2 || objects < 2) return null
  const ranked = rows.map(ranks)
  const totals = Array.from({ length: objects }, (_, i) => ranked.reduce((sum, row) => sum + (row[i] as number), 0))
  const middle = (raters * (objects + 1)) / 2
  const spread = totals.reduce((sum, total) => sum + (total - middle) ** 2, 0)
  const ties = rows.reduce((sum, row) => sum + tied(row), 0)
  const largest = raters ** 2 * (objects ** 3 - objects) - raters * ties
  if (largest <= 0) return null
  const w = (12 * spread) / largest
  const chiSquare = raters * (objects - 1) * w
  return { w, chiSquare, p: chiSquareTail(chiSquare, objects - 1) }
}

/**
 * Each value's rank from 1, equal values sharing the middle of their ranks.
 * @example ranks([10, 30, 10]) // [1.5, 3, 1.5]
 * @example ranks([]) // []
 */
export const ranks = (values: readonly number[]): number[] =>
  values.map((value) => {
    const below = values.filter((other) => other < value).length
    return below + (values.filter((other) => other === value).length + 1) / 2
  })

const tied = (row: readonly number[]): number =>
  [...new Set(row)].reduce((sum, value) => {
    const times = row.filter((other) => other === value).length
    return sum + times ** 3 - times
  }, 0)
