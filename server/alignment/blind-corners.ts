import { BLIND_AFTER_DAYS } from '#server/vocabulary/activity.ts'
import { CORNERS, type Corner } from '#server/vocabulary/corner.ts'
import { type Day, daysAfter } from '#server/vocabulary/day.ts'
import { type Deed, done } from './deed.ts'

export interface BlindCorner {
  readonly corner: Corner
  /** The last day on which something was done for it on purpose; null when nothing ever was. */
  readonly last: Day | null
  /** The next day that something is planned for it; null when nothing is. */
  readonly next: Day | null
}

/**
 * The corners for which nothing was done on purpose in the last `days` days, today included. What came about by chance does
 * not count, and a plan does not either until it is done; the next one is told, so that nobody plans twice.
 */
export function blindCorners(deeds: readonly Deed[], today: Day, days = BLIND_AFTER_DAYS): BlindCorner[] {
  const from = daysAfter(today, -days)
  return CORNERS.flatMap((corner) => {
    const here = deeds.filter(({ corners, way }) => way === 'planned' && corners.includes(corner))
    const last = latest(done(here))
    if (last !== null && last > from) return []
    const ahead = here.flatMap(({ state, onDay }) => (state === 'ahead' && onDay && onDay >= today ? [onDay] : []))
    return [{ corner, last, next: ahead.sort()[0] ?? null }]
  })
}

const latest = (deeds: readonly Deed[]): Day | null =>
  deeds
    .flatMap(({ onDay }) => onDay ?? [])
    .sort()
    .at(-1) ?? null
