import { chiSquareTail } from '../gamma.ts'
import { ranks } from '../kendall.ts'
import { incompleteBeta } from '../t-quantile.ts'

// The normal curve's 97.5 % quantile.
const Z = 1.959963984540054
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** Wilson's 95 % interval of a share, x of n (1927): R's prop.test(correct = FALSE). */
export function wilson(x: number, n: number): [number, number] {
  const [share, square] = [x / n, Z * Z]
  const centre = (share + square / (2 * n)) / (1 + square / n)
  const half = (Z * Math.sqrt((share * (1 - share)) / n + square / (4 * n * n))) / (1 + square / n)
  return [Math.max(0, centre - half), Math.min(1, centre + half)]
}

/** Jeffreys' 95 % interval of a share: the quantiles of Beta(x + ½, n - x + ½); 0 and 1 where nobody or everybody did. */
export const jeffreys = (x: number, n: number): [number, number] => [
  x === 0 ? 0 : betaQuantile(0.025, x + 0.5, n - x + 0.5),
  x === n ? 1 : betaQuantile(0.975, x + 0.5, n - x + 0.5),
]

function betaQuantile(p: number, a: number, b: number): number {
  let [low, high] = [0, 1]
  for (let i = 0; i < 100; i += 1) {
    const middle = (low + high) / 2
    if (incompleteBeta(middle, a, b) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Newcombe's 95 % interval of the difference of two shares (1998, method 10). */
export function newcombe(x1: number, n1: number, x2: number, n2: number): [number, number] {
  const [p1, p2] = [x1 / n1, x2 / n2]
  const [[low1, high1], [low2, high2]] = [wilson(x1, n1), wilson(x2, n2)]
  return [p1 - p2 - Math.hypot(p1 - low1, high2 - p2), p1 - p2 + Math.hypot(high1 - p1, p2 - low2)]
}

/** Kruskal & Wallis 1952, with ties: whether groups' values lie at different heights. */
export function kruskal(groups: readonly (readonly number[])[]) {
  const all = groups.flat()
  const [n, ranked] = [all.length, ranks(all)]
  let from = 0
  const squares = groups.map((own) => {
    from += own.length
    return sum(ranked.slice(from - own.length, from)) ** 2 / own.length
  })
  // Each value counts its own tie once: over all of them that is t³ - t of every tie.
  const ties = sum(all.map((value) => all.filter((other) => other === value).length ** 2 - 1))
  const h = ((12 / (n * (n + 1))) * sum(squares) - 3 * (n + 1)) / (1 - ties / (n ** 3 - n))
  return { H: h, df: groups.length - 1, p: chiSquareTail(h, groups.length - 1) }
}

/** McNemar's chi-square with (Edwards 1948) or without the correction for whole numbers. */
export const mcnemarSquare = (toYes: number, toNo: number, corrected: boolean): number =>
  (Math.abs(toYes - toNo) - Number(corrected)) ** 2 / (toYes + toNo)

/** Holm 1979: adjusted p-values, the least first. `p` rises. */
export function holm(p: readonly number[]): number[] {
  let most = 0
  return p.map((one, i) => {
    most = Math.max(most, Math.min(1, (p.length - i) * one))
    return most
  })
}

/** Benjamini & Yekutieli 2001: what Benjamini & Hochberg's are under any dependence, 1 at most. */
export const yekutieli = (p: readonly number[]): number[] => {
  const harmonic = sum(p.map((_, i) => 1 / (i + 1)))
  return p.map((_, i) => Math.min(1, ...p.slice(i).map((other, k) => (harmonic * p.length * other) / (i + k + 1))))
}
