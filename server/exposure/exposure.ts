import { type Day, daysAfter } from '#server/vocabulary/day.ts'
import { type Fall, type Falling, falling } from './fall.ts'
import type { Backer, Ties } from './ties.ts'

/**
 * Who may have gone by a day. Backing that rests on a tie, wholly or in part, ends with it; a paper outlives people, and
 * counts only when asked for (`papersToo`), on the day it runs out. Backing without a known end stays.
 * @example goneBy([{ id: 'a', basis: 'personal', endsOn: '2026-05-07' }], '2026-05-07') // ['a']
 */
export const goneBy = (backers: readonly Backer[], day: Day, papersToo = false): string[] =>
  backers
    .filter(({ basis, endsOn }) => endsOn !== null && endsOn <= day && (papersToo || basis !== 'formal'))
    .map(({ id }) => id)

/**
 * What would lose all cover within each horizon (days from `today`, both ends counted) if the ties that may end by then end. `ready`: the
 * same ties taken apart already.
 * @example exposure(ties, '2026-01-01', [90, 180]) // [{ days: 90, by: '2026-04-01', fall }, …]
 */
export const exposure = (
  ties: Ties,
  today: Day,
  horizons: readonly number[],
  ready: Falling = falling(ties),
): { days: number; by: Day; fall: Fall }[] =>
  horizons.map((days) => {
    const by = daysAfter(today, days)
    return { days, by, fall: ready.fall(goneBy(ties.backers, by)) }
  })
