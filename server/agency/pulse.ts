import {
  AGENCY_ITEMS,
  type AgencyItem,
  type AgencyPoint,
  ANSWERS_AT_A_TIME,
  BANDS,
  type Band,
  FEWEST_ANSWERS,
} from '#server/vocabulary/reflection.ts'

/** One person's answer to the pulse, in the order answers were given. `period` counts the closed workshops before it. */
export interface AgencyAnswer {
  readonly period: number
  readonly band: Band
  readonly points: Readonly<Record<AgencyItem, AgencyPoint>>
}

/** What is shown of a band: nothing, or the means with how many they rest on and the change since the last workshop. */
export type BandPulse =
  | { readonly band: Band; readonly is: 'hidden' }
  | {
      readonly band: Band
      readonly is: 'shown'
      readonly n: number
      readonly means: Readonly<Record<AgencyItem, number>>
      /** Against the period before; null when that one had too few answers. */
      readonly change: Readonly<Record<AgencyItem, number>> | null
    }

/**
 * How many of a band's answers are taken in: none under four, then four, seven, ten … Whoever sees a mean before and after
 * one answer could work that answer out; from three at a time nobody can.
 * @example shownCount(3) // 0
 * @example shownCount(6) // 4
 */
export const shownCount = (given: number): number =>
  given < FEWEST_ANSWERS ? 0 : given - ((given - FEWEST_ANSWERS) % ANSWERS_AT_A_TIME)

/**
 * Every band's pulse of a period, with the change since the one before. Means lie between 1 and 5. There is no figure over
 * all bands: it would give away the bands that are hidden.
 */
export function agencyPulse(answers: readonly AgencyAnswer[], period: number): BandPulse[] {
  return BANDS.map((band) => {
    const now = meansOf(answers, band, period)
    if (!now) return { band, is: 'hidden' }
    const before = meansOf(answers, band, period - 1)
    return { band, is: 'shown', ...now, change: before ? differences(now.means, before.means) : null }
  })
}

type Means = Record<AgencyItem, number>
const perItem = (value: (item: AgencyItem) => number): Means =>
  Object.fromEntries(AGENCY_ITEMS.map((item) => [item, value(item)])) as Means
const differences = (now: Means, before: Means): Means => perItem((item) => now[item] - before[item])

function meansOf(answers: readonly AgencyAnswer[], band: Band, period: number) {
  const given = answers.filter((answer) => answer.band === band && answer.period === period)
  const n = shownCount(given.length)
  if (n === 0) return undefined
  const taken = given.slice(0, n)
  return { n, means: perItem((item) => taken.reduce((sum, { points }) => sum + points[item], 0) / n) }
}
