/** How far apart two values of a scale are held to be: every two differ alike, by the answers in between, or by their numbers. */
export type Metric = 'nominal' | 'ordinal' | 'interval'

/**
 * Krippendorff's alpha: how far observers give the same values to the same units. 1 always the same, 0 as by chance, below 0
 * more apart than chance; here: do people order the statements alike? `counts[unit][value]` says how often a value was given;
 * who gave it doesn't matter, and missing answers are simply not there. Units with one answer don't count.
 * Null where nothing can be compared, or all gave one and the same value, which is no order at all.
 * Source: Krippendorff 2011, Computing Krippendorff's Alpha-Reliability; equals irr's kripp.alpha.
 * @example krippendorff([[2, 0], [0, 2]]) // 1
 * @example krippendorff([[1, 1], [1, 1]]) // -0.5
 * @example krippendorff([[1, 0]]) // null
 */
export function krippendorff(counts: readonly (readonly number[])[], metric: Metric = 'ordinal'): number | null {
  const units = counts.filter((unit) => sum(unit) > 1)
  const values = units[0]?.length ?? 0
  const totals = Array.from({ length: values }, (_, c) => sum(units.map((unit) => unit[c] as number)))
  const all = sum(totals)
  const apart = squares(totals, metric)
  let [observed, expected] = [0, 0]
  for (let c = 0; c < values; c += 1) {
    for (let d = 0; d < values; d += 1) {
      const distance = (apart[c] as readonly number[])[d] as number
      expected += ((totals[c] as number) * (totals[d] as number) * distance) / (all - 1)
      for (const unit of units) observed += ((unit[c] as number) * (unit[d] as number) * distance) / (sum(unit) - 1)
    }
  }
  return expected > 1e-12 ? 1 - observed / expected : null
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** The squared distance of every two values; by rank, it depends on how many answers lie between them. */
function squares(totals: readonly number[], metric: Metric): number[][] {
  const upTo = totals.map((_, c) => sum(totals.slice(0, c)) + (totals[c] as number) / 2)
  const place = (c: number) => (metric === 'ordinal' ? (upTo[c] as number) : c)
  return totals.map((_, c) =>
    totals.map((_, d) => (metric === 'nominal' ? Number(c !== d) : (place(c) - place(d)) ** 2)),
  )
}
