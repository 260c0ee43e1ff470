import { PULSE_ITEMS, type PulseItem, type Saying } from '#server/vocabulary/governance.ts'
import { shownCount } from './pulse.ts'

/** What one person said at the end of one workshop, in the order answers were given. */
export interface PulseAnswer {
  readonly points: Readonly<Partial<Record<PulseItem, Saying>>>
}
export interface Sitting {
  readonly id: string
  /** When it was held, in milliseconds. */
  readonly at: number
  readonly answers: readonly PulseAnswer[]
}
export interface ItemPulse {
  readonly item: PulseItem
  readonly n: number
  readonly mean: number
}
export interface SittingPulse {
  readonly id: string
  /** Only items that enough people said something to. */
  readonly items: readonly ItemPulse[]
}
export interface Trend {
  /** The newest first. */
  readonly sittings: readonly SittingPulse[]
  /** The sitting about a year before the newest that shows anything; null when there is none. */
  readonly yearAgo: string | null
}

const DAY_MS = 86_400_000
/** How many days before counts as "a year ago". */
export const YEAR_AGO = { from: 275, to: 455 } as const

/**
 * The eight items of every sitting: a mean between 1 and 5 with how many it rests on, or nothing. An item is told from four
 * answers, and then three more at a time; "can't say" is no answer. No figure over all items or all sittings.
 */
export function networkPulse(sittings: readonly Sitting[]): Trend {
  const newest = [...sittings].sort((a, b) => b.at - a.at)
  const told = newest.map(({ id, at, answers }) => ({
    id,
    at,
    items: PULSE_ITEMS.flatMap((item) => itemOf(item, answers)),
  }))
  const last = told.find(({ items }) => items.length > 0)
  const yearAgo = told
    .filter(({ items }) => items.length > 0)
    .map(({ id, at }) => ({ id, days: ((last?.at ?? 0) - at) / DAY_MS }))
    .filter(({ days }) => days >= YEAR_AGO.from && days <= YEAR_AGO.to)
    .sort((a, b) => Math.abs(a.days - 365) - Math.abs(b.days - 365))[0]
  return { sittings: told.map(({ id, items }) => ({ id, items })), yearAgo: yearAgo?.id ?? null }
}

function itemOf(item: PulseItem, answers: readonly PulseAnswer[]): ItemPulse[] {
  const points = answers.map((answer) => answer.points[item] ?? 0).filter((point) => point > 0)
  const n = shownCount(points.length)
  if (n === 0) return []
  return [{ item, n, mean: points.slice(0, n).reduce<number>((sum, point) => sum + point, 0) / n }]
}
