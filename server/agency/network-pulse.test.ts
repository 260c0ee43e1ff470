import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PULSE_ITEMS, SAYINGS } from '#server/vocabulary/governance.ts'
import { networkPulse, type PulseAnswer } from './network-pulse.ts'

const DAY = 86_400_000
const of = (...points: number[]): PulseAnswer[] => points.map((purpose) => ({ points: { purpose } }) as PulseAnswer)
const sitting = (id: string, day: number, answers: PulseAnswer[]) => ({ id, at: day * DAY, answers })

describe('the pulse of a network', () => {
  test('is told from four answers, item by item', () => {
    const { sittings } = networkPulse([sitting('one', 0, of(1, 2, 3)), sitting('two', 30, of(1, 2, 3, 4))])
    expect(sittings).toEqual([
      { id: 'two', items: [{ item: 'purpose', n: 4, mean: 2.5 }] },
      { id: 'one', items: [] },
    ])
  })
  test('counts nobody who can’t say', () => {
    expect(networkPulse([sitting('one', 0, of(5, 5, 5, 0, 0))]).sittings[0]?.items).toEqual([])
    expect(networkPulse([sitting('one', 0, of(5, 5, 5, 0, 5))]).sittings[0]?.items).toMatchObject([{ n: 4, mean: 5 }])
  })
  test('is held against the sitting about a year before, and against none that is far from that', () => {
    const full = of(3, 3, 3, 3)
    const year = (...days: number[]) => networkPulse(days.map((day) => sitting(String(day), day, full))).yearAgo
    expect(year(0, 100, 370, 400)).toBe('0')
    expect(year(0, 30, 400)).toBe('30')
    expect(year(0, 200)).toBe(null)
    expect(year(0, 600)).toBe(null)
    expect(year()).toBe(null)
    expect(networkPulse([sitting('0', 0, of(3)), sitting('365', 365, full)]).yearAgo).toBe(null)
  })
  test('takes in three more answers at a time, so that no mean before and after gives one away', () => {
    const answers = fc.array(fc.constantFrom(...SAYINGS), { maxLength: 16 })
    fc.assert(
      fc.property(answers, (points) => {
        let before = 0
        for (let n = 0; n <= points.length; n += 1) {
          const told = networkPulse([sitting('one', 0, of(...points.slice(0, n)))]).sittings[0]?.items[0]?.n ?? 0
          expect([0, 3, 4]).toContain(told - before)
          before = told
        }
      }),
      { seed: 8, numRuns: 100 },
    )
  })
  test('has eight items', () => expect(PULSE_ITEMS).toHaveLength(8))
})
