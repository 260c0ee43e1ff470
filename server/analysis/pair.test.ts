import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aMatrix } from './a-matrix.ts'
import { chanceFrom } from './chance.ts'
import { gapOn, pairDistance } from './pair-distance.ts'
import { type PairsAsked, pairsOf } from './pairs.ts'
import { plainGap, pointsGap, profilesOf } from './profiles.ts'
import { leanOf, stanceInterval } from './stance-interval.ts'
import { type PartnerTally, tally } from './tally.ts'

const read = (name: string) => JSON.parse(readFileSync(new URL(`./reference/${name}`, import.meta.url), 'utf8'))
const close = (found: number | null, expected: number | null) =>
  expected === null ? expect(found).toBeNull() : expect(Math.abs((found as number) - expected)).toBeLessThan(1e-9)
const cell = (counts: number[]): PartnerTally => ({
  counts,
  n: counts.reduce((sum, count) => sum + count, 0),
  unsure: 0,
  remit: 0,
})
type Answers = Record<string, Record<string, (number | string | null)[]>>
const profilesFrom = (answers: Answers) => {
  const matrix = aMatrix(answers)
  return { matrix, profiles: profilesOf(matrix.statements.map((_, s) => tally(matrix, s))) }
}

describe('15: distances on a line as SciPy has them', () => {
  const { cases } = read('15_emd_energy_scipy.json') as {
    cases: {
      id: string
      u_values: number[]
      v_values: number[]
      u_weights: number[] | null
      v_weights: number[] | null
      wasserstein1: number
      energy_distance_squared: number
    }[]
  }
  // Tenths of a unit as the points of a scale: shares may be of any weight.
  const onTenths = (values: number[], weights: number[] | null) => {
    const counts = new Array<number>(101).fill(0)
    const total = weights?.reduce((sum, weight) => sum + weight, 0) ?? values.length
    values.forEach((value, i) => {
      const at = Math.round(value * 10)
      counts[at] = (counts[at] as number) + (weights?.[i] ?? 1) / total
    })
    return { counts, n: 1, unsure: 0, remit: 0 }
  }
  test.each(cases.map((one) => [one.id, one] as const))('%s', (_id, one) => {
    const profiles = profilesOf([[onTenths(one.u_values, one.u_weights), onTenths(one.v_values, one.v_weights)]])
    close(pointsGap(profiles, 0, 1) / 10, one.wasserstein1)
    close(2 * 100 * plainGap(profiles, 0, 1) * 0.1, one.energy_distance_squared)
  })
})

describe('19: pairs of the worked network', () => {
  const worked = read('19_worked_network.json')
  const { matrix, profiles } = profilesFrom(worked.answers)
  const at = (id: string) => matrix.partners.findIndex((partner) => partner.id === id)
  test.each(Object.keys(worked.pairs))('%s', (name) => {
    const [a, b] = name.split('|') as [string, string]
    const found = pairDistance(profiles, at(a), at(b))
    const expected = worked.pairs[name]
    expect(found.common).toBe(expected.statements_in_common)
    expect(found.unbiasedOver).toBe(expected.unbiased_over)
    close(found.plugIn, expected.distance_plugin)
    close(found.unbiased, expected.distance_unbiased)
    close(found.points, expected.mean_gap_scale_points)
  })
})

const asked = (answers: Answers): PairsAsked => {
  const { matrix, profiles } = profilesFrom(answers)
  return {
    profiles,
    partnerIds: matrix.partners.map(({ id }) => id),
    statementIds: matrix.statements.map(({ id }) => id),
    leans: matrix.statements.map((_, s) => tally(matrix, s).map((partner) => leanOf(stanceInterval(partner)))),
    isSideAlone: () => false,
  }
}
const repeated = (count: number, byPartner: Record<string, (number | null)[]>) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`S${i}`, byPartner]))

describe('pairs of partners', () => {
  test('who lean opposite ways throughout are far apart, and the statements that make it are named', () => {
    const answers = {
      ...repeated(4, { A: [5, 4, 5], B: [4, 5, 5] }),
      far: { A: [5, 5, 5], B: [1, 1, 1] },
      less: { A: [5, 5, 5], B: [1, 1, 3] },
    }
    const [pair] = pairsOf(asked(answers))
    expect(pair).toMatchObject({ sameWay: 4, statementsInCommon: 6, tooLittleInCommon: false, singleVoice: false })
    expect(pair?.furthest.map(({ statementId }) => statementId)).toEqual(['far', 'less'])
    expect(pair?.furthest[0]?.distance).toBe(1)
    expect(pair?.opposite).toBeGreaterThanOrEqual(1)
  })

  test('with fewer than five statements in common have no distance', () => {
    expect(pairsOf(asked(repeated(4, { A: [5, 4], B: [1, 2] })))[0]).toMatchObject({
      tooLittleInCommon: true,
      distance: null,
      plugIn: null,
      points: null,
    })
  })

  test('with one person on a side are marked as a single voice', () => {
    expect(pairsOf(asked(repeated(5, { A: [5], B: [1, 2] })))[0]).toMatchObject({
      singleVoice: true,
      distance: 0.8125,
      unbiasedOver: 0,
    })
  })

  test('that share nothing are no pair', () => {
    expect(pairsOf(asked({ S: { A: [3], B: [] }, T: { A: [], B: [4] } }))).toEqual([])
  })

  test('cells told as a side alone keep their figure out of the list', () => {
    const given = asked(repeated(5, { A: [5, 5, 5], B: [1, 1, 2] }))
    const [pair] = pairsOf({ ...given, isSideAlone: (_, partner) => partner === 0 })
    expect(pair?.furthest.map(({ distance }) => distance)).toEqual([null, null, null])
  })

  test('drawn alike are at distance 0 on average, where the plain formula sees them apart', () => {
    const chance = chanceFrom(31)
    const drawn = () => Array.from({ length: 2 }, () => 1 + Math.floor(chance() * 5))
    const found = Array.from({ length: 400 }, () => {
      const { profiles } = profilesFrom(
        Object.fromEntries(Array.from({ length: 6 }, (_, s) => [`S${s}`, { A: drawn(), B: drawn() }])),
      )
      return pairDistance(profiles, 0, 1)
    })
    const average = (of: 'unbiased' | 'plugIn') =>
      found.reduce((sum, one) => sum + (one[of] as number), 0) / found.length
    expect(Math.abs(average('unbiased'))).toBeLessThan(0.01)
    expect(average('plugIn')).toBeGreaterThan(0.15)
  })

  const someCounts = fc
    .array(fc.integer({ min: 0, max: 5 }), { minLength: 5, maxLength: 5 })
    .filter((c) => c.some(Boolean))
  test('are as far apart whichever is named first and whichever way round the scale is', () => {
    fc.assert(
      fc.property(someCounts, someCounts, (a, b) => {
        const distance = (one: number[], other: number[]) => pairDistance(profilesOf([[cell(one), cell(other)]]), 0, 1)
        const [plain, swapped, turned] = [distance(a, b), distance(b, a), distance([...a].reverse(), [...b].reverse())]
        for (const name of ['plugIn', 'unbiased', 'points'] as const) {
          expect(swapped[name] ?? 9).toBeCloseTo(plain[name] ?? 9, 12)
          expect(turned[name] ?? 9).toBeCloseTo(plain[name] ?? 9, 12)
        }
        expect(plain.plugIn).toBeGreaterThanOrEqual(0)
        expect(plain.plugIn).toBeLessThanOrEqual(1)
      }),
      { seed: 32, numRuns: 200 },
    )
  })

  test('gaps by statement add up to the distance', () => {
    const { profiles } = profilesFrom(read('19_worked_network.json').answers)
    const isUnbiased = (statement: number) =>
      [0, 1].every((partner) => (profiles.noise[partner * profiles.statements + statement] as number) >= 0)
    const gaps = Array.from({ length: profiles.statements }, (_, statement) => statement)
      .filter(isUnbiased)
      .map((statement) => gapOn(profiles, statement, 0, 1))
    expect(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toBeCloseTo(
      pairDistance(profiles, 0, 1).unbiased as number,
      12,
    )
  })
})
