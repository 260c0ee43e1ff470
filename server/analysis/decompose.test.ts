import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aMatrix } from './a-matrix.ts'
import { chanceFrom } from './chance.ts'
import { decompose } from './decompose.ts'
import { disperse } from './dispersion.ts'
import {
  choiceDistance,
  type Distance,
  pointsDistance,
  ranksDistance,
  scaleDistance,
  triangleDistance,
} from './distances.ts'
import { kendallW } from './kendall.ts'
import { betweenPValue } from './permutation.ts'
import { tally } from './tally.ts'

const { cases, partners } = JSON.parse(
  readFileSync(new URL('./reference/25_other_inputs_disco.json', import.meta.url), 'utf8'),
)
const close = (found: number | null | undefined, expected: number) =>
  expect(Math.abs((found as number) - expected)).toBeLessThan(1e-9)

describe('25: other inputs as energy has them', () => {
  type Case = { id: string; rows: never[]; F: number; D: number; W: number; B: number }
  const distances: Record<string, Distance<never>> = {
    points100: pointsDistance,
    ranks6: ranksDistance,
    triangle_xy: triangleDistance,
    single_choice: choiceDistance,
  }
  test.each((cases as Case[]).map((one) => [one.id, one] as const))('%s', (id, { rows, F, D, W, B }) => {
    const groups = ['A', 'B', 'C'].map((name) => rows.filter((_, i) => partners[i] === name))
    const found = decompose(groups, distances[id] as Distance<never>)
    close(found.plugIn?.dispersion, D)
    close(found.plugIn?.within, W)
    close(found.plugIn?.between, B)
    close(found.f, F)
  })
  test('ranks: tau of two people and Kendall’s W of all', () => {
    const { rows, tau_row1_row5, kendall_W_all } = cases[1]
    close(1 - 2 * ranksDistance(rows[0], rows[4]), tau_row1_row5)
    close(kendallW(rows)?.w, kendall_W_all)
  })
})

const someGroups = fc.array(fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 5 }), { minLength: 1, maxLength: 5 })
describe('one decomposition for all', () => {
  test('on a scale it is the statement’s own, at half its size', () => {
    fc.assert(
      fc.property(someGroups, (groups) => {
        const own = disperse(tally(aMatrix({ S: Object.fromEntries(groups.map((given, j) => [`P${j}`, given])) }), 0))
        const found = decompose(groups, scaleDistance(5))
        for (const name of ['dispersion', 'within', 'between'] as const)
          expect((found[name] ?? 9) * 2).toBeCloseTo(own[name] ?? 18, 10)
        expect(found.betweenShare ?? 9).toBeCloseTo(own.betweenShare ?? 9, 10)
        expect(JSON.stringify(found)).not.toMatch(/NaN|Infinity/)
      }),
      { seed: 71, numRuns: 30 },
    )
  })
  test('and p of both is that of every way to deal, but for chance', () => {
    const groups = [
      [5, 4, 4],
      [2, 3, 3],
      [4, 5],
      [3, 1],
    ]
    const matrix = aMatrix({ S: Object.fromEntries(groups.map((given, j) => [`P${j}`, given])) })
    const { between } = disperse(tally(matrix, 0))
    // Of all 25,200 ways to deal the labels out.
    for (const p of [decompose(groups, scaleDistance(5)).pValue, betweenPValue(tally(matrix, 0), between)])
      expect(Math.abs((p as number) - 0.08634920634920634)).toBeLessThan(0.02)
  })
  test('places on the triangle that depend on nobody’s partner have nothing between them, on average', () => {
    const chance = chanceFrom(72)
    const place = (): [number, number] => [chance(), chance() / 2]
    const found = Array.from({ length: 80 }, () =>
      decompose(
        Array.from({ length: 6 }, () => [place(), place()]),
        triangleDistance,
      ),
    )
    const average = (of: (one: (typeof found)[number]) => number) => found.reduce((sum, one) => sum + of(one), 0) / 80
    expect(Math.abs(average(({ between }) => between as number))).toBeLessThan(0.02)
    expect(average(({ plugIn }) => plugIn?.between as number)).toBeGreaterThan(0.08)
    const small = found.filter(({ pValue }) => (pValue as number) <= 0.1).length
    expect(small / 80).toBeLessThan(0.17)
  })
  test('one voice a partner can’t be taken apart; one partner has no between', () => {
    expect(decompose([['a'], ['b']], choiceDistance)).toMatchObject({
      within: null,
      between: null,
      f: null,
      pValue: null,
    })
    expect(decompose([['a', 'b', 'b']], choiceDistance)).toMatchObject({ between: null, within: 2 / 3 })
    expect(decompose([['a', 'a'], ['a']], choiceDistance)).toMatchObject({ dispersion: 0, betweenShare: null, f: null })
  })
})
