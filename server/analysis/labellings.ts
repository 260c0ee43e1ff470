/**
 * In how many ways `n` things can be chosen `some` at a time; a whole number, exact below 2⁵³.
 * @example choices(5, 2) // 10
 */
export function choices(n: number, some: number): number {
  let ways = 1
  for (let i = 1; i <= some; i += 1) ways = (ways * (n - some + i)) / i
  return ways
}

/**
 * In how many ways people can be dealt out to partners of these sizes.
 * @example labellings([3, 3]) // 20
 * @example labellings([]) // 1
 */
export function labellings(sizes: readonly number[]): number {
  let [people, ways] = [0, 1]
  for (const size of sizes) {
    people += size
    ways *= choices(people, size)
  }
  return ways
}

/**
 * Every way that answers can lie among partners: `given` says how many gave each point, `sizes` how many people each partner has;
 * both add up to the same. `see` is handed how many of each partner gave each point (partner · points + point; the same array every
 * time), and how many labellings come to that. Time grows with the number of ways, so for few people only.
 */
export function eachTable(
  sizes: readonly number[],
  given: readonly number[],
  see: (table: Int32Array, ways: number) => void,
): void {
  const points = given.length
  const left = [...given]
  const table = new Int32Array(sizes.length * points)
  const fill = (j: number, k: number, open: number, ways: number): void => {
    if (j === sizes.length) return see(table, ways)
    const there = left[k] as number
    const isLast = k === points - 1
    let behind = 0
    for (let later = k + 1; later < points; later += 1) behind += left[later] as number
    // No fewer than the points behind leave over: so no way ends before everybody has an answer.
    for (let some = Math.max(0, open - behind); some <= Math.min(open, there); some += 1) {
      table[j * points + k] = some
      left[k] = there - some
      const now = ways * choices(there, some)
      if (isLast) fill(j + 1, 0, sizes[j + 1] ?? 0, now)
      else fill(j, k + 1, open - some, now)
    }
    left[k] = there
  }
  fill(0, 0, sizes[0] ?? 0, 1)
}
