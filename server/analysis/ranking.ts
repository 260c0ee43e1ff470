import { type Doubted, hasNoDoubt } from '#server/vocabulary/no-doubt.ts'

/** A statement's distance between partners with its interval. */
export interface Ranked extends Doubted {
  readonly id: string
  readonly between: number | null
}

/**
 * Statements by how far apart partners are on them, the farthest first, in brackets: within one, every interval reaches that of the
 * farthest, so that nobody can say in which order they stand. Statements without an interval, or of which nobody knows how wide it is,
 * take no part.
 * @example ranking([]) // []
 * @example ranking([{ id: 'a', between: 0.1, interval: [0, 0.2] }, { id: 'b', between: 0.6, interval: [0.5, 0.7] }]) // [['b'], ['a']]
 */
export function ranking(statements: readonly Ranked[]): string[][] {
  const known = statements.flatMap((one) => {
    const { id, between, interval } = one
    return between === null || interval === null || hasNoDoubt(one)
      ? []
      : [{ id, between, low: interval[0], high: interval[1] }]
  })
  const brackets: { low: number; ids: string[] }[] = []
  for (const { id, low, high } of known.sort((a, b) => b.between - a.between || (a.id < b.id ? -1 : 1))) {
    const last = brackets.at(-1)
    if (last && high >= last.low) last.ids.push(id)
    else brackets.push({ low, ids: [id] })
  }
  return brackets.map(({ ids }) => ids)
}
