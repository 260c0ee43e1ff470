import type { ActivityKind, ActivityState, Way } from '#server/vocabulary/activity.ts'
import type { Corner } from '#server/vocabulary/corner.ts'
import type { Day } from '#server/vocabulary/day.ts'

/** One piece of informal work, as far as it is counted. `onDay` is the day it was done, or is planned for. */
export interface Deed {
  readonly kind: ActivityKind
  readonly corners: readonly Corner[]
  readonly way: Way
  readonly state: ActivityState
  readonly onDay: Day | null
  /** Who keeps it up; null when nobody is named. */
  readonly owner: string | null
}

/** How many were planned, and how many came about by chance. */
export interface Count {
  readonly planned: number
  readonly chance: number
}

/** Only what was done counts: a plan is not yet informal work, and what was called off never was. */
export const done = (deeds: readonly Deed[]): Deed[] => deeds.filter(({ state }) => state === 'done')

export const countOf = (deeds: readonly Deed[]): Count => ({
  planned: deeds.filter(({ way }) => way === 'planned').length,
  chance: deeds.filter(({ way }) => way === 'chance').length,
})
