import type { Join } from './linkage.ts'

/**
 * The order of a tree's leaves, among all that its joinings allow, in which neighbours lie nearest: the sum of distances from each
 * leaf to the next is the least possible. For the matrix's rows and columns. Of the two directions, the one whose first half has
 * the larger `weights` (when given) comes out. Empty for no leaves.
 * Source: Bar-Joseph, Gifford & Jaakkola 2001; equals R's seriation "OLO".
 * @example leafOrder([{ left: 0, right: 1, height: 1, size: 2 }, { left: 2, right: 3, height: 5, size: 3 }], [0, 1, 4, 1, 0, 6, 4, 6, 0]) // [1, 0, 2]
 */
export function leafOrder(joins: readonly Join[], distances: ArrayLike<number>, weights?: readonly number[]): number[] {
  const n = joins.length + 1
  if (distances.length === 0) return []
  const best = new Best(n, distances)
  joins.forEach(({ left, right }, i) => best.join(left, right, n + i))
  const order = n === 1 ? [0] : best.order(2 * n - 2)
  return isTurned(order, weights) ? order.reverse() : order
}

function isTurned(order: readonly number[], weights: readonly number[] | undefined): boolean {
  if (!weights) return (order[0] as number) < (order[order.length - 1] as number) ? false : order.length > 1
  const half = Math.floor(order.length / 2)
  const sum = (leaves: readonly number[]) => leaves.reduce((total, leaf) => total + (weights[leaf] as number), 0)
  return sum(order.slice(0, half)) < sum(order.slice(order.length - half))
}

/** For every two leaves: the shortest way from one to the other through all leaves of the smallest cluster that holds both. */
class Best {
  readonly #length: Float64Array
  readonly #joinedAt: Int32Array
  readonly #gap: Int32Array
  readonly #leaves: number[][]
  readonly #children = new Map<number, readonly [number, number]>()

  constructor(
    readonly n: number,
    readonly distances: ArrayLike<number>,
  ) {
    this.#length = new Float64Array(n * n)
    this.#joinedAt = Int32Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? i / (n + 1) : -1))
    this.#gap = new Int32Array(n * n)
    this.#leaves = Array.from({ length: n }, (_, i) => [i])
  }

  join(left: number, right: number, node: number): void {
    const [lefts, rights] = [this.#leaves[left] as number[], this.#leaves[right] as number[]]
    for (const u of lefts) {
      // The shortest way from u through all the left, and over to each leaf on the right.
      const over = rights.map((k) => this.#nearest(u, left, lefts, k))
      for (const w of rights) {
        let [shortest, from, to] = [Number.POSITIVE_INFINITY, -1, -1]
        rights.forEach((k, i) => {
          if (!this.#spans(w, k, right)) return
          const { length, m } = over[i] as { length: number; m: number }
          const whole = length + (this.#length[w * this.n + k] as number)
          if (whole < shortest) [shortest, from, to] = [whole, m, k]
        })
        for (const [a, b, gap] of [
          [u, w, from * this.n + to],
          [w, u, to * this.n + from],
        ] as const) {
          this.#length[a * this.n + b] = shortest
          this.#joinedAt[a * this.n + b] = node
          this.#gap[a * this.n + b] = gap
        }
      }
    }
    this.#leaves[node] = [...lefts, ...rights]
    this.#children.set(node, [left, right])
  }

  #spans = (a: number, b: number, node: number) => this.#joinedAt[a * this.n + b] === node

  #nearest(u: number, node: number, leaves: readonly number[], k: number): { length: number; m: number } {
    let [length, at] = [Number.POSITIVE_INFINITY, -1]
    for (const m of leaves) {
      if (!this.#spans(u, m, node)) continue
      const whole = (this.#length[u * this.n + m] as number) + (this.distances[m * this.n + k] as number)
      if (whole < length) [length, at] = [whole, m]
    }
    return { length, m: at }
  }

  order(node: number): number[] {
    const [left, right] = this.#children.get(node) as readonly [number, number]
    let [length, ends] = [Number.POSITIVE_INFINITY, [-1, -1] as [number, number]]
    for (const u of this.#leaves[left] as number[]) {
      for (const w of this.#leaves[right] as number[]) {
        const whole = this.#length[u * this.n + w] as number
        if (whole < length) [length, ends] = [whole, [u, w]]
      }
    }
    return this.#between(...ends)
  }

  #between(u: number, w: number): number[] {
    if (u === w) return [u]
    const gap = this.#gap[u * this.n + w] as number
    return [...this.#between(u, Math.floor(gap / this.n)), ...this.#between(gap % this.n, w)]
  }
}
