import { CORNERS, type Corner } from '#server/vocabulary/corner.ts'
import type { Day } from '#server/vocabulary/day.ts'
import { type Count, countOf, type Deed, done } from './deed.ts'

/**
 * The share left to chance (the serendipity ratio): what came about by chance, of all that was done.
 * 0 everything was planned; 1 nothing was. No activity has no answer.
 * @example shareByChance({ planned: 4, chance: 2 }) // 0.333
 */
export const shareByChance = ({ planned, chance }: Count): number | undefined =>
  planned + chance === 0 ? undefined : chance / (planned + chance)

/** The counts at every corner. An activity at two corners counts at both, so they add up to more than there are. */
export const byCorner = (deeds: readonly Deed[]): Record<Corner, Count> =>
  Object.fromEntries(
    CORNERS.map((corner) => [corner, countOf(done(deeds).filter(({ corners }) => corners.includes(corner)))]),
  ) as Record<Corner, Count>

/** A quarter of a calendar year. */
export interface Quarter {
  readonly year: number
  readonly quarter: 1 | 2 | 3 | 4
}
/** @example quarterOf('2026-05-31') // { year: 2026, quarter: 2 } */
export const quarterOf = (day: Day): Quarter => ({
  year: Number(day.slice(0, 4)),
  quarter: Math.ceil(Number(day.slice(5, 7)) / 3) as Quarter['quarter'],
})

export interface QuarterCount extends Quarter {
  readonly all: Count
  readonly corners: Record<Corner, Count>
}

/** What was done in each quarter of the calendar in which anything was, the latest first. */
export function byQuarter(deeds: readonly Deed[]): QuarterCount[] {
  const quarters = new Map<string, Deed[]>()
  for (const deed of done(deeds)) {
    if (!deed.onDay) continue
    const { year, quarter } = quarterOf(deed.onDay)
    const key = `${year}-${quarter}`
    quarters.set(key, [...(quarters.get(key) ?? []), deed])
  }
  return [...quarters.values()]
    .map((there) => ({ ...quarterOf(there[0]?.onDay as Day), all: countOf(there), corners: byCorner(there) }))
    .sort((a, b) => b.year - a.year || b.quarter - a.quarter)
}
