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

/** What is shown of a band: nothing, or the means with how many they rest on and the change since the workshop before. */
export type BandPulse =
  | { readonly band: Band; readonly is: 'hidden' }
  | {
      readonly band: Band
      readonly is: 'shown'
      /** Whether they are of the time up to the last workshop, since when too few have answered. */
      readonly isOfBefore: boolean
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
 * Every band's pulse of a period, with the change since the one before. A workshop's own answers end a period: until enough
 * came after it, it is them that are shown. Means lie between 1 and 5. There is no figure over all bands: it would give away
 * the bands that are hidden.
 */
export function agencyPulse(answers: readonly AgencyAnswer[], period: number): BandPulse[] {
  return BANDS.map((band) => {
    const since = meansOf(answers, band, period)
    const shown = since ?? meansOf(answers, band, period - 1)
    if (!shown) return { band, is: 'hidden' }
    const before = meansOf(answers, band, since ? period - 1 : period - 2)
    const change = before ? differences(shown.means, before.means) : null
    return { band, is: 'shown', isOfBefore: !since, ...shown, change }
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
