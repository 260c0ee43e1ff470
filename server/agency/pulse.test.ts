import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AGENCY_POINTS, BANDS } from '#server/vocabulary/reflection.ts'
import { type AgencyAnswer, agencyPulse, shownCount } from './pulse.ts'

const answer = (start: number, period = 1, band: AgencyAnswer['band'] = 'junior'): AgencyAnswer => ({
  ...{ period, band, points: { start, problem: 3 } as AgencyAnswer['points'] },
})
const junior = (answers: AgencyAnswer[]) => agencyPulse(answers, 1).find(({ band }) => band === 'junior')
const anyAnswers = fc.array(
  fc.record({
    period: fc.integer({ min: 0, max: 2 }),
    band: fc.constantFrom(...BANDS),
    points: fc.record({ start: fc.constantFrom(...AGENCY_POINTS), problem: fc.constantFrom(...AGENCY_POINTS) }),
  }),
  { maxLength: 40 },
)

describe('the agency pulse', () => {
  test('shows nothing of a band under four answers, and with four its means', () => {
    expect(junior([1, 2, 3].map((point) => answer(point)))).toEqual({ band: 'junior', is: 'hidden' })
    expect(junior([1, 2, 3, 4].map((point) => answer(point)))).toEqual({
      ...{ band: 'junior', is: 'shown', isOfBefore: false, n: 4, means: { start: 2.5, problem: 3 }, change: null },
    })
  })
  test('tells the change since the last workshop when both have enough', () => {
    const now = [3, 4, 4, 5].map((point) => answer(point))
    const before = [1, 2, 3, 4].map((point) => answer(point, 0))
    expect(junior([...now, ...before])).toMatchObject({ change: { start: 1.5, problem: 0 } })
    expect(junior([...now, ...before.slice(1)])).toMatchObject({ change: null })
  })
  test('shows what a workshop ended with until four have answered since', () => {
    const ended = [1, 2, 3, 4].map((point) => answer(point, 0))
    const earlier = [1, 1, 1, 1].map((point) => answer(point, -1))
    const since = [5, 5, 5].map((point) => answer(point))
    const shown = { is: 'shown', isOfBefore: true, n: 4, means: { start: 2.5, problem: 3 } }
    expect(junior([...ended, ...since])).toMatchObject({ ...shown, change: null })
    expect(junior([...ended, ...since, ...earlier])).toMatchObject({ ...shown, change: { start: 1.5, problem: 0 } })
    expect(junior([...ended, ...since, answer(5)])).toMatchObject({ isOfBefore: false, means: { start: 5 } })
    expect(junior([...earlier, ...since])).toEqual({ band: 'junior', is: 'hidden' })
  })
  test('takes in three more at a time', () =>
    expect([0, 3, 4, 5, 6, 7, 9, 10].map(shownCount)).toEqual([0, 0, 4, 4, 4, 7, 7, 10]))
  test('one more answer changes nothing, or comes with two others', () =>
    fc.assert(
      fc.property(anyAnswers, fc.constantFrom(...AGENCY_POINTS), (answers, point) => {
        const before = junior(answers)
        const after = junior([...answers, answer(point)])
        // Of the period itself: what it is shown instead of was told before.
        const n = (one: typeof before) => (one?.is === 'shown' && !one.isOfBefore ? one.n : 0)
        if (n(before) === n(after)) expect(after).toEqual(before)
        else expect(n(after) - n(before)).toBeGreaterThanOrEqual(3)
      }),
      { numRuns: 300 },
    ))
  test('of one band depends on no other band', () =>
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        expect(junior(answers)).toEqual(junior(answers.filter(({ band }) => band === 'junior')))
      }),
      { numRuns: 300 },
    ))
  test('has means between 1 and 5', () =>
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        for (const one of agencyPulse(answers, 1))
          if (one.is === 'shown') for (const mean of Object.values(one.means)) expect(mean >= 1 && mean <= 5).toBe(true)
      }),
      { numRuns: 300 },
    ))
})
