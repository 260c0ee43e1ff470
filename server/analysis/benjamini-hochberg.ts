/**
 * Adjusted p-values: listing those up to q keeps the expected share of false ones among them at q. Missing ones stay missing
 * and don't count. Source: Benjamini & Hochberg 1995; equals R's p.adjust(method = "BH").
 * @example benjaminiHochberg([0.01, null, 0.04]) // [0.02, null, 0.04]
 */
export function benjaminiHochberg(pValues: readonly (number | null)[]): (number | null)[] {
  const known = pValues.flatMap((p, at) => (p === null ? [] : [{ p, at }])).sort((a, b) => b.p - a.p)
  const adjusted = pValues.map((): number | null => null)
  let least = 1
  known.forEach(({ p, at }, i) => {
    least = Math.min(least, (p * known.length) / (known.length - i))
    adjusted[at] = least
  })
  return adjusted
}
