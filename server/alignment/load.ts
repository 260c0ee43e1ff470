import { type Deed, done } from './deed.ts'

/**
 * How much hangs on few people: the share of what was done that the `most` busiest people kept up, of what has somebody named.
 * 1 they did it all. Nobody named has no answer; neither have as few people as `most`, for then it is always 1.
 * @example loadOnFew(deeds, 2) // 0.75
 */
export function loadOnFew(deeds: readonly Deed[], most: number): number | undefined {
  const owners = done(deeds).flatMap(({ owner }) => owner ?? [])
  const counts = [...new Set(owners)].map((one) => owners.filter((owner) => owner === one).length)
  if (counts.length <= most) return undefined
  const busiest = counts.sort((a, b) => b - a).slice(0, most)
  return busiest.reduce((sum, count) => sum + count, 0) / owners.length
}
