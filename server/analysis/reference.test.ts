import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { aMatrix } from './a-matrix.ts'
import { agreement } from './agreement.ts'
import { analyse } from './analyse.ts'
import { benjaminiHochberg } from './benjamini-hochberg.ts'
import { disperse } from './dispersion.ts'
import { uncertainties } from './interval.ts'
import { distribution, position, stance, unsureShare } from './position.ts'
import { tQuantile } from './t-quantile.ts'
import { answering, tally } from './tally.ts'

const read = (name: string) => JSON.parse(readFileSync(new URL(`./reference/${name}`, import.meta.url), 'utf8'))
const close = (found: number | null | undefined, expected: number | null | undefined) => {
  if (expected === null || expected === undefined) expect(found ?? null).toBeNull()
  else expect(Math.abs((found as number) - expected)).toBeLessThan(1e-9)
}

describe('01: agreement A as agrmt has it', () => {
  const { cases } = read('01_ordinal_agreement_agrmt.json') as {
    cases: { id: string; freq: number[]; agreement_A: number }[]
  }
  test.each(cases.map((one) => [one.id, one] as const))('%s', (_id, { freq, agreement_A }) =>
    close(agreement(freq), agreement_A),
  )
})

describe('06: adjusted p-values as R has them', () => {
  const { cases } = read('06_benjamini_hochberg.json') as {
    cases: { id: string; p: (number | null)[]; q: (number | null)[] }[]
  }
  test.each(cases.map((one) => [one.id, one] as const))('%s', (_id, { p, q }) =>
    benjaminiHochberg(p).forEach((found, i) => close(found, q[i])),
  )
})

const worked = read('19_worked_network.json')
const intervals = read('21_intervals.json')
describe('19, 19b and 21: the worked network', () => {
  const matrix = aMatrix(worked.answers)
  test.each(matrix.statements.map(({ id }, i) => [id, i] as const))('%s', (id, i) => {
    const expected = worked.statements[id]
    const all = tally(matrix, i)
    const found = disperse(all)
    close(position(all), expected.position)
    close(unsureShare(all), expected.unsure_share)
    close(found.dispersion, expected.dispersion)
    close(found.within, expected.within)
    close(found.between, expected.between)
    close(found.betweenShare, expected.share)
    close(found.plugIn?.dispersion, expected.dispersion_plugin)
    close(found.plugIn?.within, expected.within_plugin)
    close(found.plugIn?.between, expected.between_plugin)
    close(agreement(distribution(all) as number[]), expected.agreement_A)
    expect(answering(all)).toHaveLength(expected.partners)
    matrix.partners.forEach(({ id: partner }, j) => close(stance(all[j] as never), expected.stances[partner]))

    const reference = intervals.statements[id]
    const around = uncertainties(all, found)
    const [dispersion, within, between] = [around?.dispersion, around?.within, around?.between]
    for (const [k, part] of [dispersion, within, between].entries()) {
      close(part?.standardError, reference.analytic_shrink_se[k])
      close(part?.interval[0], reference.ci90_analytic[k][0])
      close(part?.interval[1], reference.ci90_analytic[k][1])
    }
  })

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
    close(report.network.betweenShare, worked.network.share)
  })
})

describe('20: edge cases', () => {
  const cases = read('20_edge_cases.json') as Record<
    string,
    { answers: Record<string, (number | string | null)[]>; expected: Record<string, never> }
  >
  test.each(Object.entries(cases))('%s', (_name, { answers, expected }) => {
    const all = tally(aMatrix({ S: answers }), 0)
    const found = disperse(all)
    const shares = distribution(all)
    close(position(all), expected.position)
    close(unsureShare(all), expected.unsure_share)
    close(found.dispersion, expected.dispersion)
    close(found.within, expected.within)
    close(found.between, expected.between)
    close(found.betweenShare, expected.share)
    close(shares && agreement(shares), expected.agreement_A)
  })
})

test('t quantiles are R’s', () => {
  close(tQuantile(0.95, 5), 2.0150483733330233)
  close(tQuantile(0.95, 2), 2.9199855803537242)
  close(tQuantile(0.95, 2.5), 2.5582186141995757)
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
