import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { aMatrix } from './a-matrix.ts'
import { agreement } from './agreement.ts'
import { analyse } from './analyse.ts'
import { type Chance, chanceFrom } from './chance.ts'
import { groupInformedConsensus } from './common-ground.ts'
import { disperse, ownSpread } from './dispersion.ts'
import { shrunkModel, uncertainties } from './interval.ts'
import type { Matrix } from './matrix.ts'
import { networkShare } from './network-share.ts'
import { pairDistance } from './pair-distance.ts'
import { distribution, position, stance, unsureShare } from './position.ts'
import { profilesOf } from './profiles.ts'
import { hold, read } from './reference/hold.ts'
import { jackknife } from './reference/jackknife.ts'
import { respondents } from './respondents.ts'
import { tQuantile } from './t-quantile.ts'
import { answering, type Tally, tally } from './tally.ts'

/** A statement's figures by the names of files 19 and 20. */
function figuresOf(matrix: Matrix, at: number) {
  const all = tally(matrix, at)
  const [found, shares] = [disperse(all), distribution(all)]
  const named = matrix.partners.map(({ id }, j) => [id, all[j] as Tally[number]] as const)
  const degrees = answering(all).reduce((sum, { n }) => sum + n - 1, 0)
  return {
    partners: answering(all).length,
    people: all.reduce((sum, { n }) => sum + n, 0),
    ...{ unsure_share: unsureShare(all), position: position(all), agreement_A: shares && agreement(shares) },
    dispersion_plugin: found.plugIn?.dispersion,
    within_plugin: found.plugIn?.within,
    between_plugin: found.plugIn?.between,
    ...{ within: found.within, dispersion: found.dispersion, between: found.between, share: found.betweenShare },
    // What stands for a partner of one: the others' own spread, each weighed by how many more than one it is.
    pooled_within_for_singletons: all.reduce((sum, one) => sum + ((ownSpread(one) ?? 0) * (one.n - 1)) / degrees, 0),
    stances: Object.fromEntries(named.map(([id, partner]) => [id, stance(partner)])),
    gic_geometric: groupInformedConsensus(all),
    counts: Object.fromEntries(named.map(([id, { counts }]) => [id, counts])),
  }
}

const worked = read('19_worked_network.json')
const matrix = aMatrix(worked.answers)
const ids = matrix.statements.map(({ id }) => id)
const tallies = ids.map((_, at) => tally(matrix, at))
const profiles = profilesOf(tallies)
const partnerAt = (id: string) => matrix.partners.findIndex((partner) => partner.id === id)
const apart = tallies.map(disperse).filter(({ between }) => between !== null)
const plain = (of: 'dispersion' | 'between') => apart.reduce((sum, { plugIn }) => sum + (plugIn?.[of] as number), 0)
hold('19_worked_network.json', {
  found: {
    K: matrix.scale,
    statements: Object.fromEntries(ids.map((id, at) => [id, figuresOf(matrix, at)])),
    pairs: Object.fromEntries(
      Object.keys(worked.pairs).map((name) => {
        const [one, other] = name.split('|').map(partnerAt) as [number, number]
        const found = pairDistance(profiles, one, other)
        return [
          name,
          {
            ...{ statements_in_common: found.common, unbiased_over: found.unbiasedOver },
            ...{ distance_plugin: found.plugIn, distance_unbiased: found.unbiased },
            mean_gap_scale_points: found.points,
          },
        ]
      }),
    ),
    network: {
      statements_decomposable: apart.length,
      share: networkShare(respondents(matrix))?.share,
      share_plugin: plain('between') / plain('dispersion'),
    },
  },
  given: { answers: 'answers' },
})

hold('19b_worked_network_agrmt.json', {
  found: {
    statements: Object.fromEntries(
      ids.map((id, at) => {
        const [all, shares] = [tallies[at] as Tally, distribution(tallies[at] as Tally) as number[]]
        const freq_x60 = shares.map((share) => share * 60 * answering(all).length)
        return [id, { freq_x60, D_plugin: disperse(all).plugIn?.dispersion, A: agreement(shares) }]
      }),
    ),
  },
  given: {},
})

const edges = read('20_edge_cases.json')
hold('20_edge_cases.json', {
  found: Object.fromEntries(
    Object.keys(edges).map((name) => [name, { expected: figuresOf(aMatrix({ S: edges[name].answers }), 0) }]),
  ),
  given: { '*.answers': 'answers' },
})

/** The three's standard errors when every partner's people are drawn again from the shrunk model. */
function drawnErrors(all: Tally, chance: Chance): number[] {
  const shares = shrunkModel(all, disperse(all))?.shares as readonly (readonly number[])[]
  const drawn = Array.from({ length: 3_000 }, () => {
    const again = answering(all).map((partner, j) => {
      const counts = partner.counts.map(() => 0)
      for (let i = 0; i < partner.n; i += 1) {
        let [at, left] = [0, chance()]
        while (at < counts.length - 1 && left >= (shares[j]?.[at] as number)) left -= shares[j]?.[at++] as number
        counts[at] = (counts[at] as number) + 1
      }
      return { ...partner, counts }
    })
    const { dispersion, within, between } = disperse(again)
    return [dispersion, within, between] as number[]
  })
  return [0, 1, 2].map((part) => {
    const values = drawn.map((one) => one[part] as number)
    const middle = values.reduce((sum, one) => sum + one, 0) / values.length
    return Math.sqrt(values.reduce((sum, one) => sum + (one - middle) ** 2, 0) / (values.length - 1))
  })
}

const chance = chanceFrom(21)
hold('21_intervals.json', {
  found: {
    statements: Object.fromEntries(
      ids.map((id, at) => {
        const all = tallies[at] as Tally
        const found = disperse(all)
        const around = uncertainties(all, found)
        const parts = [around?.dispersion, around?.within, around?.between]
        const figures = [found.dispersion, found.within, found.between] as number[]
        const df = Math.max(2, answering(all).reduce((sum, { n }) => sum + n - 1, 0) / 2)
        const t95 = tQuantile(0.95, df)
        const errors = jackknife(all)
        const closed = parts.map((part) => part?.interval)
        return [
          id,
          {
            ...{ D_W_B: figures, lambda_: shrunkModel(all, found)?.shrinkage, df, t95, jackknife_se: errors },
            ci90_jackknife: errors.map((error, k) =>
              [-1, 1].map((side) => (figures[k] as number) + side * t95 * error),
            ),
            ...{ analytic_shrink_se: parts.map((part) => part?.standardError), ci90_analytic: closed },
            // Theirs is of 100,000 draws: what it comes near to is the closed form, and here draws of our own.
            ...{ shrink_boot_se: drawnErrors(all, chance), ci90_shrink_t: closed },
          },
        ]
      }),
    ),
  },
  given: {},
  within: (path) => (/shrink_boot_se|ci90_shrink_t/.test(path) ? 0.02 : 1e-9),
})

describe('19: the worked network', () => {
  test('the kinds are those of the specification', () => {
    const report = analyse(matrix, { minimumCell: 1 })
    const kinds = Object.fromEntries(report.statements.map(({ id, kind }) => [id, kind]))
    expect(kinds).toEqual({
      S1: 'aligned-for',
      S2: 'conflict',
      S3: 'mixed',
      S4: 'unclear',
      S5: 'lukewarm',
      S6: 'too-few',
    })
    expect(report.network.betweenShare).toBeCloseTo(worked.network.share, 9)
  })
})

describe('the demo networks give exactly the expected kinds and counts', () => {
  const networks = JSON.parse(readFileSync('db/demo/scenarios.json', 'utf8'))
  for (const network of networks) {
    for (const sitting of [1, 2]) {
      test(`${network.name}, sitting ${sitting}`, () => {
        const asked = Object.fromEntries(
          network.statements.map((statement: Record<string, Record<string, number | string>> & { id: string }) => [
            statement.id,
            Object.fromEntries(
              Object.entries(statement[`session${sitting}`] ?? {}).map(([partner, voice]) => [
                partner,
                [typeof voice === 'number' ? voice + 3 : voice],
              ]),
            ),
          ]),
        )
        const report = analyse(aMatrix(asked, { voice: 'named' }), { minimumCell: 3 })
        for (const statement of network.statements) {
          const expected = statement[`expect${sitting}`]
          const found = report.statements.find(({ id }) => id === statement.id)
          expect(found?.kind.replaceAll('-', '_')).toBe(expected.cls)
          expect(found?.voices).toMatchObject({
            n: expected.n,
            unclear: expected.unclear,
            pos: expected.pos,
            neg: expected.neg,
          })
          expect(Math.abs((found?.voices?.mean ?? 9) - expected.mean)).toBeLessThanOrEqual(0.005 + 1e-9)
          expect(Math.abs((found?.voices?.dispersion ?? 9) - expected.dispersion)).toBeLessThanOrEqual(0.0005 + 1e-9)
        }
      })
    }
  }
})
