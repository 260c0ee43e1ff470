/**
 * How much lists have in common, two by two: `i` with an earlier `j`, each list with every thing of it once. `ofAll` is what
 * both have of all that either has (the Jaccard index), `ofShorter` of what the shorter has; 0 to 1, and 0 for empty lists.
 * Goes from each thing to the lists that have it: most pairs share little, and cost as little.
 */
export function sharedBetween(lists: readonly (readonly string[])[]) {
  const having = new Map<string, number[]>()
  const both = new Uint32Array(lists.length ** 2)
  for (const [i, list] of lists.entries())
    for (const thing of list) {
      const earlier = having.get(thing)
      for (const j of earlier ?? []) both[i * lists.length + j] = (both[i * lists.length + j] as number) + 1
      if (earlier) earlier.push(i)
      else having.set(thing, [i])
    }
  const shared = (i: number, j: number) => both[i * lists.length + j] as number
  const size = (i: number) => lists[i]?.length ?? 0
  return {
    ofAll: (i: number, j: number) => shared(i, j) / Math.max(1, size(i) + size(j) - shared(i, j)),
    ofShorter: (i: number, j: number) => shared(i, j) / Math.max(1, Math.min(size(i), size(j))),
  }
}
