/**
 * Shares rounded to whole `steps` of 1 that add up to what they did: each is rounded down, and the steps that are left go to
 * those that lost most, the earlier of two that lost the same. Each by itself could come to more than all there is. Shares that
 * are whole steps already stay as they are.
 * @example roundShares([0.5, 0.27, 0.23], 20) // [0.5, 0.25, 0.25]
 * @example roundShares([], 20) // []
 */
export function roundShares(shares: readonly number[], steps: number): number[] {
  // What a sum of fractions misses of a whole step by its last digits is that step.
  const exact = shares.map((share) => Math.round(share * steps * 1e9) / 1e9)
  const whole = exact.map(Math.floor)
  const left = Math.round(exact.reduce((sum, one) => sum + one, 0)) - whole.reduce((sum, one) => sum + one, 0)
  const lost = exact.map((one, k) => ({ k, by: one - (whole[k] as number) })).sort((a, b) => b.by - a.by || a.k - b.k)
  const more = new Set(lost.slice(0, left).map(({ k }) => k))
  return whole.map((one, k) => (one + (more.has(k) ? 1 : 0)) / steps)
}
