import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chanceFrom } from './chance.ts'
import { cohesion } from './cohesion.ts'
import { meanBelow, meanQuantile } from './dirichlet.ts'
import { chiSquareTail, normalTail } from './gamma.ts'
import { stance } from './position.ts'
import { leanOf, stanceInterval } from './stance-interval.ts'
import type { PartnerTally } from './tally.ts'

const aPartner = (...counts: number[]): PartnerTally => ({
  counts,
  n: counts.reduce((sum, count) => sum + count, 0),
  unsure: 0,
  remit: 0,
})
const someCounts = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 7 })
  .filter((counts) => counts.some((count) => count > 0))

describe('tails are those of R', () => {
  test.each([
    [4.21322537112011, 4, 0.377917363789999],
    [54.4584584584585, 7, 1.90853356224127e-9],
    [30.7604419293991, 19, 0.0428834731269479],
    [12, 4, 0.0173512652366645],
  ])('chi-square above %f with %i degrees', (x, df, p) =>
    expect(Math.abs(chiSquareTail(x, df) / p - 1)).toBeLessThan(1e-9),
  )
  test('the normal tail is symmetrical', () => expect(normalTail(1.3) + normalTail(-1.3)).toBeCloseTo(1, 14))
})

describe('a weighted mean of Dirichlet shares', () => {
  test('of two points is a beta variable', () => {
    // P(Beta(5, 3) <= ½) and P(Beta(½, ½) <= ¼), in closed form.
    expect(meanBelow([3, 5], [0, 1], 0.5)).toBeCloseTo(0.2265625, 8)
    expect(meanBelow([0.5, 0.5], [0, 1], 0.25)).toBeCloseTo(1 / 3, 8)
  })

  test('of two points with many answers is still one', () => {
    // The binomial sum for Beta(40, 61) at .4: P(Bin(100, .4) >= 40).
    let [term, sum] = [0.6 ** 100, 0]
    for (let k = 0; k <= 100; k += 1) {
      if (k >= 40) sum += term
      term *= ((100 - k) / (k + 1)) * (0.4 / 0.6)
    }
    expect(meanBelow([61, 40], [0, 1], 0.4)).toBeCloseTo(sum, 8)
  })

  test('has its quantile where it is that likely', () => {
    fc.assert(
      fc.property(someCounts, fc.constantFrom(0.1, 0.5, 0.9), (counts, probability) => {
        const alphas = counts.map((count) => count + 1 / counts.length)
        const values = counts.map((_, k) => k)
        expect(meanBelow(alphas, values, meanQuantile(alphas, values, probability))).toBeCloseTo(probability, 6)
      }),
      { seed: 21, numRuns: 100 },
    )
  })
})

describe('the interval of a stance', () => {
  test.each([
    [0, 1_335, 0, 0, 0],
    [0, 0, 0, 50_700, 7],
    [50_700, 0, 0, 0, 0],
    [44_900, 0],
    [400, 0, 0, 0, 201],
  ])('of a large partner of few minds lies close around it: %j', (...counts) => {
    const at = stance(aPartner(...counts)) as number
    const [low, high] = stanceInterval(aPartner(...counts)) as [number, number]
    expect(low).toBeLessThanOrEqual(high)
    expect(Math.max(Math.abs(low - at), Math.abs(high - at))).toBeLessThan(0.06)
  })

  test('lies within the scale, and turns with it', () => {
    fc.assert(
      fc.property(someCounts, (counts) => {
        const [low, high] = stanceInterval(aPartner(...counts)) as [number, number]
        const [turnedLow, turnedHigh] = stanceInterval(aPartner(...[...counts].reverse())) as [number, number]
        expect(low).toBeGreaterThanOrEqual(-1)
        expect(high).toBeLessThanOrEqual(1)
        expect(low).toBeLessThan(high)
        expect(turnedLow).toBeCloseTo(-high, 6)
        expect(turnedHigh).toBeCloseTo(-low, 6)
      }),
      { seed: 22, numRuns: 100 },
    )
  })

  test('closes in as more of the members answer, and is the stance itself when all have', () => {
    const three = aPartner(0, 0, 1, 1, 1)
    const width = (members?: number) => {
      const [low, high] = stanceInterval(three, members) as [number, number]
      return high - low
    }
    expect(width(4)).toBeCloseTo(width() / 2, 10)
    expect(width(30)).toBeLessThan(width())
    expect(stanceInterval(three, 3)).toEqual([stance(three), stance(three)])
    expect(stanceInterval(three, 2)).toEqual([stance(three), stance(three)])
  })

  test('of one person seldom says anything, of five alike it does', () => {
    expect(leanOf(stanceInterval(aPartner(0, 0, 0, 1, 0)))).toBe('undecided')
    expect(leanOf(stanceInterval(aPartner(0, 0, 0, 5, 0)))).toBe('for')
    expect(leanOf(stanceInterval(aPartner(3, 2, 0, 0, 0)))).toBe('against')
    expect(leanOf(stanceInterval(aPartner(0, 0, 0, 0, 0)))).toBeNull()
  })

  // Truths drawn from a flat Dirichlet of mass 5 (every stance possible), then n people of each.
  test.each([1, 2, 3, 5, 10])('holds the truth about as often as it says with %i people', (n) => {
    const chance = chanceFrom(100 + n)
    let held = 0
    const rounds = 600
    for (let round = 0; round < rounds; round += 1) {
      const drawn = Array.from({ length: 5 }, () => -Math.log(1 - chance()))
      const total = drawn.reduce((sum, value) => sum + value, 0)
      const shares = drawn.map((value) => value / total)
      const truth = shares.reduce((sum, share, k) => sum + share * (k / 2 - 1), 0)
      const counts = [0, 0, 0, 0, 0]
      for (let i = 0; i < n; i += 1) {
        let at = chance()
        const point = shares.findIndex((share) => {
          at -= share
          return at < 0
        })
        counts[point] = (counts[point] as number) + 1
      }
      const [low, high] = stanceInterval(aPartner(...counts)) as [number, number]
      if (low <= truth && truth <= high) held += 1
    }
    expect(held / rounds).toBeGreaterThanOrEqual(0.72)
  })
})

describe('cohesion', () => {
  test('is the mean spread over the statements on which two can be compared', () => {
    expect(cohesion([aPartner(1, 0, 0, 0, 1), aPartner(0, 2, 0, 0, 0), aPartner(0, 0, 1, 0, 0)])).toBe(1)
  })
  test('is right on average for two people: half of them opposed', () => {
    const chance = chanceFrom(5)
    const found = Array.from({ length: 4_000 }, () => {
      const low = Number(chance() < 0.5) + Number(chance() < 0.5)
      return cohesion([aPartner(low, 2 - low)]) as number
    })
    expect(Math.abs(found.reduce((sum, value) => sum + value, 0) / found.length - 1)).toBeLessThan(0.05)
  })
})
