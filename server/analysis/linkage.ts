/** One joining of two clusters: indices below the number of leaves are leaves, above it earlier joinings in their order. */
export interface Join {
  readonly left: number
  readonly right: number
  readonly height: number
  readonly size: number
}

/**
 * Average linkage: joins the two clusters that are nearest on the mean over their members, again and again, until one is left.
 * `distances` holds n × n symmetrical values; they may be below 0. Answers n - 1 joinings, none for fewer than two leaves.
 * Source: Sokal & Michener 1958; equals R's hclust(method = "average").
 * @example averageLinkage([0, 1, 4, 1, 0, 6, 4, 6, 0], 3) // [{ left: 0, right: 1, height: 1, size: 2 }, { left: 2, right: 3, height: 5, size: 3 }]
 * @example averageLinkage([0], 1) // []
 */
export function averageLinkage(distances: ArrayLike<number>, n: number): Join[] {
  const between = Float64Array.from(distances)
  const standing = Array.from({ length: n }, (_, i) => ({ at: i, node: i, size: 1 }))
  const joins: Join[] = []
  while (standing.length > 1) {
    let [a, b, height] = [0, 1, Number.POSITIVE_INFINITY]
    for (let i = 0; i < standing.length; i += 1) {
      const row = (standing[i] as { at: number }).at * n
      for (let j = i + 1; j < standing.length; j += 1) {
        const distance = between[row + (standing[j] as { at: number }).at] as number
        if (distance < height) [a, b, height] = [i, j, distance]
      }
    }
    const [one, other] = [standing[a], standing[b]] as [(typeof standing)[number], (typeof standing)[number]]
    for (const { at } of standing) {
      const [x, y] = [between[one.at * n + at] as number, between[other.at * n + at] as number]
      const mean = (one.size * x + other.size * y) / (one.size + other.size)
      between[one.at * n + at] = mean
      between[at * n + one.at] = mean
    }
    const [left, right] = one.node < other.node ? [one.node, other.node] : [other.node, one.node]
    standing.splice(b, 1)
    joins.push({ left, right, height, size: one.size + other.size })
    Object.assign(one, { node: n + joins.length - 1, size: one.size + other.size })
  }
  return joins
}

/**
 * Which of k clusters each leaf is in when the last k - 1 joinings are undone: numbers from 0, in the order of first leaves.
 * @example clustersOf([{ left: 0, right: 1, height: 1, size: 2 }, { left: 2, right: 3, height: 5, size: 3 }], 2) // [0, 0, 1]
 */
export function clustersOf(joins: readonly Join[], k: number): number[] {
  const n = joins.length + 1
  const parent = Array.from({ length: 2 * n - 1 }, (_, i) => i)
  joins.slice(0, n - k).forEach(({ left, right }, i) => {
    parent[left] = n + i
    parent[right] = n + i
  })
  const rootOf = (node: number): number => (parent[node] === node ? node : rootOf(parent[node] as number))
  const names = new Map<number, number>()
  return Array.from({ length: n }, (_, leaf) => {
    const root = rootOf(leaf)
    if (!names.has(root)) names.set(root, names.size)
    return names.get(root) as number
  })
}
