import { chiSquareTail } from './gamma.ts'

/** A test of whether the same people answer otherwise than before. */
export interface Marginal {
  readonly chiSquare: number
  readonly df: number
  readonly p: number
}

/**
 * Whether the same people's answers are spread over the points otherwise than before. `table[before][after]` counts people.
 * Points nobody chose either time don't count. Null with no people who moved, or when the table can't tell.
 * Source: Stuart 1955, Maxwell 1970; equals irr's stuart.maxwell.mh.
 * @example stuartMaxwell([[3, 0], [0, 4]]) // null
 * @example stuartMaxwell([[1, 4], [1, 2]])?.chiSquare // 1.8
 */
export function stuartMaxwell(table: readonly (readonly number[])[]): Marginal | null {
  const rows = table.map((row) => row.reduce((sum, count) => sum + count, 0))
  const columns = table.map((_, c) => table.reduce((sum, row) => sum + (row[c] as number), 0))
  const used = rows.flatMap((row, k) => (row + (columns[k] as number) > 0 ? [k] : [])).slice(0, -1)
  const shifts = used.map((k) => (rows[k] as number) - (columns[k] as number))
  const at = (r: number, c: number) => (table[r] as readonly number[])[c] as number
  const covariance = used.map((r) =>
    used.map((c) => (r === c ? (rows[r] as number) + (columns[r] as number) - 2 * at(r, r) : -(at(r, c) + at(c, r)))),
  )
  const solved = solve(covariance, shifts)
  if (used.length === 0 || !solved) return null
  const chiSquare = shifts.reduce((sum, shift, i) => sum + shift * (solved[i] as number), 0)
  return { chiSquare, df: used.length, p: chiSquareTail(chiSquare, used.length) }
}

/**
 * The same question, a little keener. Null where Stuart and Maxwell's is, or when all moved alike.
 * Source: Bhapkar 1966; equals irr's bhapkar.
 * @example bhapkar([[3, 0], [0, 4]]) // null
 */
export function bhapkar(table: readonly (readonly number[])[]): Marginal | null {
  const found = stuartMaxwell(table)
  const people = table.flat().reduce((sum, count) => sum + count, 0)
  if (!found || found.chiSquare >= people - 1e-9) return null
  const chiSquare = found.chiSquare / (1 - found.chiSquare / people)
  return { chiSquare, df: found.df, p: chiSquareTail(chiSquare, found.df) }
}

/**
 * Whether people changed more often one way than the other between yes and no: p, 1 when nobody changed. With fewer than ten
 * changes the exact binomial, else chi-square without correction. Source: McNemar 1947; equals R's mcnemar.test(correct = FALSE).
 * @example mcnemar(0, 0) // 1
 * @example mcnemar(4, 0) // 0.125
 */
export function mcnemar(toYes: number, toNo: number): number {
  const changed = toYes + toNo
  if (changed === 0) return 1
  if (changed >= 10) return chiSquareTail((toYes - toNo) ** 2 / changed, 1)
  let [term, tail] = [0.5 ** changed, 0]
  for (let k = 0; k <= Math.min(toYes, toNo); k += 1) {
    tail += term
    term *= (changed - k) / (k + 1)
  }
  return Math.min(1, 2 * tail)
}

/** Gauss' elimination with the largest pivot first; null for a singular matrix. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] | null {
  const rows = matrix.map((row, i) => [...row, right[i] as number])
  const n = rows.length
  for (let c = 0; c < n; c += 1) {
    const rest = rows.slice(c)
    const pivot = rest.reduce((best, row) => (Math.abs(row[c] as number) > Math.abs(best[c] as number) ? row : best))
    if (Math.abs(pivot[c] as number) < 1e-10) return null
    rows.splice(rows.indexOf(pivot), 1)
    rows.splice(c, 0, pivot)
    for (const row of rows.filter((other) => other !== pivot)) {
      const times = (row[c] as number) / (pivot[c] as number)
      for (let k = c; k <= n; k += 1) row[k] = (row[k] as number) - times * (pivot[k] as number)
    }
  }
  return rows.map((row, i) => (row[n] as number) / (row[i] as number))
}
