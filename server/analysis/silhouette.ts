/**
 * The mean silhouette of a clustering: 1 every leaf much nearer its own cluster than the next, 0 in between, below 0 wrongly
 * placed. `distances` n × n, 0 and up; `clusters` numbers from 0. A leaf alone in its cluster counts 0; 0 with one cluster.
 * Source: Rousseeuw 1987; equals R's cluster::silhouette.
 * @example silhouette([0, 1, 4, 1, 0, 4, 4, 4, 0], [0, 0, 1]) // 0.5
 */
export function silhouette(distances: ArrayLike<number>, clusters: readonly number[]): number {
  const n = clusters.length
  const sizes = new Map<number, number>()
  for (const cluster of clusters) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1)
  if (sizes.size < 2) return 0
  let total = 0
  const sums = new Float64Array(sizes.size)
  clusters.forEach((own, i) => {
    if ((sizes.get(own) as number) < 2) return
    sums.fill(0)
    for (let j = 0; j < n; j += 1) {
      const cluster = clusters[j] as number
      sums[cluster] = (sums[cluster] as number) + (distances[i * n + j] as number)
    }
    const inside = (sums[own] as number) / ((sizes.get(own) as number) - 1)
    let next = Number.POSITIVE_INFINITY
    for (const [cluster, size] of sizes) if (cluster !== own) next = Math.min(next, (sums[cluster] as number) / size)
    const larger = Math.max(inside, next)
    if (larger > 0) total += (next - inside) / larger
  })
  return total / n
}
