import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aMatrix } from './a-matrix.ts'
import { chanceFrom } from './chance.ts'
import { disco, discoTest } from './disco.ts'
import { kendallW, ranks } from './kendall.ts'
import { krippendorff } from './krippendorff.ts'
import { networkShare } from './network-share.ts'
import { permdisp } from './permdisp.ts'
import { groupOf, respondents } from './respondents.ts'

const read = (name: string) => JSON.parse(readFileSync(new URL(`./reference/${name}`, import.meta.url), 'utf8'))
const close = (found: number | null | undefined, expected: number) =>
  expect(Math.abs((found as number) - expected)).toBeLessThan(1e-9)

/** How often each value is given to each unit, from observers' rows. */
const unitCounts = (rows: (number | null)[][], values: number) =>
  (rows[0] as unknown[]).map((_, unit) =>
    Array.from({ length: values }, (_, value) => rows.filter((row) => row[unit] === value).length),
  )

describe('02: Krippendorff’s alpha as irr has it', () => {
  const { cases, published } = read('02_krippendorff_alpha.json')
  type Case = { id: string; matrix_observers_x_units: (number | null)[][]; alpha: Record<string, number> }
  test.each((cases as Case[]).map((one) => [one.id, one] as const))('%s', (id, one) => {
    const counts = unitCounts(one.matrix_observers_x_units, 6)
    const [, ...known] = [0, 'nominal', 'ordinal', 'interval'] as const
    for (const metric of known) {
      if (one.alpha[metric] === undefined) continue
      close(krippendorff(counts, metric), one.alpha[metric])
      const paper = published.find((published: { id: string }) => published.id === id)?.[metric]
      if (paper !== undefined) expect(krippendorff(counts, metric)).toBeCloseTo(paper, 3)
    }
  })

  test('is 0 on average for answers without any order, and null where all say one thing', () => {
    const chance = chanceFrom(41)
    const found = Array.from({ length: 300 }, () =>
      krippendorff(
        unitCounts(
          Array.from({ length: 6 }, () => Array.from({ length: 8 }, () => Math.floor(chance() * 5))),
          5,
        ),
      ),
    )
    expect(Math.abs(found.reduce<number>((sum, one) => sum + (one as number), 0) / 300)).toBeLessThan(0.02)
    expect(
      krippendorff([
        [3, 0],
        [2, 0],
      ]),
    ).toBeNull()
    expect(krippendorff([])).toBeNull()
  })

  test('stays when the scale is turned round', () => {
    const unit = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 4, maxLength: 4 })
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1, maxLength: 6 }), (counts) => {
        const turned = krippendorff(counts.map((one) => [...one].reverse()))
        expect(turned ?? 9).toBeCloseTo(krippendorff(counts) ?? 9, 10)
      }),
      { seed: 42, numRuns: 200 },
    )
  })
})

describe('03: Kendall’s W as irr has it', () => {
  type W = { W: number; chisq: number; p: number }
  type Case = {
    id: string
    raters_x_objects: number[][]
    corrected?: W
    W_tie_corrected?: number
    chisq_corrected?: number
    p?: number
  }
  const { cases } = read('03_kendall_W.json') as { cases: Case[] }
  test.each(cases.map((one) => [one.id, one] as const))('%s', (_id, one) => {
    const found = kendallW(one.raters_x_objects)
    close(found?.w, (one.corrected?.W ?? one.W_tie_corrected) as number)
    close(found?.chiSquare, (one.corrected?.chisq ?? one.chisq_corrected) as number)
    close(found?.p, (one.corrected?.p ?? one.p) as number)
  })
  test('all ties are no ranking', () =>
    expect(
      kendallW([
        [1, 1],
        [2, 2],
      ]),
    ).toBeNull())
  test('ranks share the middle', () => expect(ranks([5, 1, 5, 5])).toEqual([3, 1, 3, 3]))
})

const oneStatement = (groups: Record<string, number[]>) => respondents(aMatrix({ S: groups }))

describe('09: DISCO as energy has it', () => {
  const { cases } = read('09_energy_disco_permanova.json')
  test.each([0, 1])('case %i', (at) => {
    const people = oneStatement(cases[at].groups)
    const found = disco(people, groupOf(people.sizes))
    close(found?.total, cases[at].disco_total)
    close(found?.within, cases[at].disco_within)
    close(found?.between, cases[at].disco_between)
    close(found?.f, cases[at].disco_F)
  })
  test('finds partners that differ, by chance that the data seeds', () => {
    const people = oneStatement(cases[0].groups)
    expect(discoTest(people)?.p).toBe(0.002)
    expect(discoTest(people)).toEqual(discoTest(people))
  })
})

describe('tests over the whole network', () => {
  const drawn = (
    seed: number,
    sizes: number[],
    statements: number,
    point: (chance: () => number, j: number) => number,
  ) => {
    const chance = chanceFrom(seed)
    const byPartner = () =>
      Object.fromEntries(sizes.map((size, j) => [`P${j}`, Array.from({ length: size }, () => point(chance, j))]))
    return aMatrix(Object.fromEntries(Array.from({ length: statements }, (_, s) => [`S${s}`, byPartner()])))
  }
  const any = (chance: () => number) => 1 + Math.floor(chance() * 5)
  // Sizes as workshops have them: chance alone must not call partners different, two people or nine.
  const sizes = [2, 2, 3, 3, 5, 9]
  const flagged = (test: (seed: number) => number | undefined) =>
    Array.from({ length: 120 }, (_, i) => test(i + 1)).filter((p) => (p as number) <= 0.1).length / 120

  test('DISCO calls one in ten networks of chance different at 10 %, not more', () => {
    expect(flagged((seed) => discoTest(respondents(drawn(seed, sizes, 4, any)), 99)?.p)).toBeLessThan(0.17)
  })
  test('PERMDISP neither', () => {
    expect(flagged((seed) => permdisp(respondents(drawn(seed, sizes, 4, any)), 99)?.p)).toBeLessThan(0.17)
  })
  test('PERMDISP finds one partner split where the others are of one mind', () => {
    const split = (chance: () => number, j: number) => (j === 5 ? (chance() < 0.5 ? 1 : 5) : chance() < 0.5 ? 3 : 4)
    expect(permdisp(respondents(drawn(3, sizes, 4, split)))?.p).toBeLessThan(0.02)
  })
  test('PERMDISP is blind to where partners stand', () => {
    const apart = (chance: () => number, j: number) => (j % 2 === 0 ? 1 : 3) + Math.floor(chance() * 3)
    expect(flagged((seed) => permdisp(respondents(drawn(seed, sizes, 4, apart)), 99)?.p)).toBeLessThan(0.17)
  })
  test('neither says anything of one partner or of nobody', () => {
    const alone = respondents(aMatrix({ S: { A: [1, 2, 3] } }))
    expect([discoTest(alone), permdisp(alone), networkShare(alone)]).toEqual([null, null, null])
    const nobody = respondents(aMatrix({ S: { A: [null], B: ['U'] } }))
    expect([discoTest(nobody), permdisp(nobody), networkShare(nobody)]).toEqual([null, null, null])
  })

  test('19: the worked network’s share', () => {
    const worked = read('19_worked_network.json')
    const found = networkShare(respondents(aMatrix(worked.answers)))
    close(found?.share, worked.network.share)
    expect(found?.interval?.[0]).toBeLessThan(found?.share as number)
  })

  test.each([
    ['no', 0],
    ['some', 0.5],
    ['stark', 0.9],
  ])('the interval of the share holds the truth with %s disagreement', (_, strength) => {
    const camp = (chance: () => number, j: number) =>
      chance() < strength ? (j % 2 === 0 ? 1 : 5) : 1 + Math.floor(chance() * 5)
    // Between two camps of equal size: (strength)² of the largest; dispersion of the mixture of both.
    const shares = [0, 1, 2, 3, 4].map((k) => (1 - strength) / 5 + (k === 0 || k === 4 ? strength / 2 : 0))
    const upTo = [1, 2, 3, 4].map((c) => shares.slice(0, c).reduce((a, b) => a + b))
    const dispersion = upTo.reduce((sum, up) => sum + up * (1 - up), 0)
    const truth = strength ** 2 / dispersion
    const found = Array.from({ length: 150 }, (_, i) =>
      networkShare(respondents(drawn(i + 1, [1, 2, 2, 3, 3, 4, 4, 5], 5, camp))),
    )
    const held = found.filter((one) => one?.interval && one.interval[0] <= truth && truth <= one.interval[1]).length
    expect(held / 150).toBeGreaterThanOrEqual(0.82)
    expect(Math.abs(found.reduce((sum, one) => sum + (one?.share as number), 0) / 150 - truth)).toBeLessThan(0.02)
  })

  test('the order of people and partners changes nothing', () => {
    const answers = { S: { A: [1, 4, 2], B: [5, 5], C: [3, 2, 2] }, T: { A: [2, 2, 2], B: [4, 1], C: [5, 3, 1] } }
    const turned = Object.fromEntries(
      Object.entries(answers).map(([s, by]) => [
        s,
        Object.fromEntries(Object.entries(by).map(([partner, given]) => [partner, [...given].reverse()])),
      ]),
    )
    const [a, b] = [respondents(aMatrix(answers)), respondents(aMatrix(turned))]
    expect(networkShare(b)).toEqual(networkShare(a))
    expect(discoTest(b)).toEqual(discoTest(a))
  })
})
