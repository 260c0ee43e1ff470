import { type Deed, done } from './deed.ts'

/**
 * How much hangs on few people: the share of what was done that the `most` busiest people kept up, of what has somebody named.
 * 1 they did it all. Nobody named has no answer; neither have as few people as `most`, for then it is always 1.
 * @example loadOnFew(deeds, 2) // 0.75
 */
export function loadOnFew(deeds: readonly Deed[], most: number): number | undefined {
  const owners = done(deeds).flatMap(({ owner }) => owner ?? [])
  const counts = new Map<string, number>()
  for (const owner of owners) counts.set(owner, (counts.get(owner) ?? 0) + 1)
  return shareOfBusiest([...counts.values()], most)
}

/**
 * The share that the `most` highest counts have of all. As few counts as `most`, or none, have no answer.
 * @example shareOfBusiest([4, 1, 3], 2) // 0.875
 */
export function shareOfBusiest(counts: readonly number[], most: number): number | undefined {
  if (counts.length <= most) return undefined
  const sum = (some: readonly number[]) => some.reduce((all, count) => all + count, 0)
  return sum([...counts].sort((a, b) => b - a).slice(0, most)) / sum(counts)
}
