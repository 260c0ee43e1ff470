import { describe, expect, test } from 'vitest'
import { aMatrix } from './a-matrix.ts'
import { analyse, analyseStatement } from './analyse.ts'
import { chanceFrom } from './chance.ts'
import { disperse } from './dispersion.ts'
import { uncertainties } from './interval.ts'
import { networkShare } from './network-share.ts'
import { ranking } from './ranking.ts'
import { respondents } from './respondents.ts'
import type { Tally } from './tally.ts'

/** Partners of one mind each: as many people, at a point. */
const ofOneMind = (...partners: (readonly [people: number, point: number])[]): Tally =>
  partners.map(([n, point]) => ({
    ...{ n, unsure: 0, remit: 0 },
    counts: [1, 2, 3, 4, 5].map((own) => (own === point ? n : 0)),
  }))
const around = (all: Tally) => {
  const found = disperse(all)
  const { dispersion, within, between } = uncertainties(all, found) as NonNullable<ReturnType<typeof uncertainties>>
  return { found, parts: { dispersion, within, between: between as NonNullable<typeof between> } }
}

describe('where nobody differs from a colleague', () => {
  const CAMPS = [
    ofOneMind([2, 5], [2, 5], [2, 1], [2, 1]),
    ofOneMind([3, 5], [1, 4], [3, 1]),
    ofOneMind([30, 5], [30, 4], [1, 1]),
  ]
  test.each(CAMPS.map((all) => [all.map(({ n }) => n).join(), all] as const))(
    'no interval claims to be certain, and each holds its figure: partners of %s',
    (_sizes, all) => {
      const { found, parts } = around(all)
      for (const name of ['dispersion', 'within', 'between'] as const) {
        const [low, high] = parts[name].interval
        expect(high - low, name).toBeGreaterThan(1e-3)
        expect(low).toBeLessThan(found[name] as number)
        expect(high).toBeGreaterThan(found[name] as number)
      }
    },
  )

  test('more people of one mind leave less doubt', () => {
    const width = (people: number) => {
      const [low, high] = around(ofOneMind([people, 5], [people, 1], [people, 4])).parts.between.interval
      return high - low
    }
    const widths = [2, 3, 5, 10, 30].map(width)
    expect(widths).toEqual([...widths].sort((a, b) => b - a))
  })

  test('the interval holds the truth of sharp camps about as often as it says, for partners of two and of three', () => {
    const shares = [
      [0.97, 0.03, 0, 0, 0],
      [0, 0, 0, 0.03, 0.97],
    ]
    const truth = disperse(
      [0, 1, 0, 1, 0, 1].map((j) => ({
        ...{ n: 1e7, unsure: 0, remit: 0 },
        counts: (shares[j] as number[]).map((share) => share * 1e7),
      })),
    )
    for (const people of [2, 3]) {
      const chance = chanceFrom(people)
      const held = { dispersion: 0, within: 0, between: 0 }
      for (let round = 0; round < 300; round += 1) {
        const all = [0, 1, 0, 1, 0, 1].map((j) => {
          const counts = [0, 0, 0, 0, 0]
          for (let i = 0; i < people; i += 1) {
            const at = chance() < 0.97 ? 4 * j : 2 * j + 1
            counts[at] = (counts[at] as number) + 1
          }
          return { counts, n: people, unsure: 0, remit: 0 }
        })
        const { parts } = around(all)
        for (const name of ['dispersion', 'within', 'between'] as const) {
          const [low, high] = parts[name].interval
          if (low <= (truth[name] as number) && (truth[name] as number) <= high) held[name] += 1
        }
      }
      for (const [name, times] of Object.entries(held))
        expect(times / 300, `${name} of ${people}`).toBeGreaterThan(0.85)
    }
  })

  test('nor is a kind said to be certain', () => {
    const report = analyseStatement(aMatrix({ s: { A: [5, 5], B: [5, 5], C: [1, 1], D: [1, 1] } }), 0, {
      minimumCell: 1,
    })
    expect(report).toMatchObject({ kind: 'conflict', orKind: null })
    expect(report.kindProbability).toBeGreaterThan(0.6)
    expect(report.kindProbability).toBeLessThan(1)
  })

  test('statements whose intervals overlap are put in no order', () => {
    const far = { A: [5, 5], B: [5, 5], C: [1, 1], D: [1, 1] }
    const near = { A: [5, 5], B: [4, 4], C: [1, 1], D: [2, 2] }
    const { network } = analyse(aMatrix({ far, near }), { minimumCell: 1 })
    expect(network.ranking).toEqual([['far', 'near']])
    // The share between partners is told without an interval, for drawing people again shows no doubt at all.
    expect([network.betweenShare, network.interval]).toEqual([1, null])
    expect(networkShare(respondents(aMatrix({ far, near })))).toEqual({ share: 1, interval: null })
  })

  test('what was kept with an interval without a width takes no part in an order', () => {
    const kept = { id: 'kept', between: 0.9, within: 0, interval: [0.9, 0.9] } as const
    const other = { id: 'other', between: 0.2, within: 0.3, interval: [0.1, 0.3] } as const
    expect(ranking([kept, other])).toEqual([['other']])
    // Told in steps an interval may be as narrow, and is still one.
    expect(ranking([{ ...kept, within: 0.05 }, other])).toEqual([['kept'], ['other']])
  })

  test('where all are of the same mind nothing changes: they differ by nothing, and chance might have hidden little', () => {
    const { found, parts } = around(ofOneMind([3, 4], [3, 4], [3, 4]))
    expect(found.between).toBe(0)
    expect(parts.between.interval[1]).toBeGreaterThan(0)
  })
})
