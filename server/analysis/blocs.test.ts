import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aMatrix } from './a-matrix.ts'
import { distancesOf } from './bloc-distances.ts'
import { blocsOf } from './blocs.ts'
import { chanceFrom } from './chance.ts'
import { leafOrder } from './leaf-order.ts'
import { averageLinkage, clustersOf } from './linkage.ts'
import { pairDistance } from './pair-distance.ts'
import { profilesOf } from './profiles.ts'
import { respondents } from './respondents.ts'
import { silhouette } from './silhouette.ts'
import { tally } from './tally.ts'

const read = (name: string) => JSON.parse(readFileSync(new URL(`./reference/${name}`, import.meta.url), 'utf8'))
const pathOf = (order: readonly number[], distances: readonly number[], n: number) =>
  order.slice(1).reduce((sum, leaf, i) => sum + (distances[(order[i] as number) * n + leaf] as number), 0)

const someDistances = fc.integer({ min: 2, max: 7 }).chain((n) =>
  fc.array(fc.integer({ min: 1, max: 40 }), { minLength: n * n, maxLength: n * n }).map((values) => {
    const distances = new Array<number>(n * n).fill(0)
    for (let i = 0; i < n; i += 1)
      for (let j = i + 1; j < n; j += 1) {
        distances[i * n + j] = values[i * n + j] as number
        distances[j * n + i] = values[i * n + j] as number
      }
    return { n, distances }
  }),
)

describe('17: the order of leaves as seriation has it', () => {
  const [one] = read('17_seriation.json').cases
  const distances = one.dist.flat() as number[]
  const order = leafOrder(averageLinkage(distances, 5), distances)

  test('the path is as short', () => expect(pathOf(order, distances, 5)).toBeCloseTo(one.path_length, 9))
  test('the order is the same, read from one end or the other', () => {
    const expected = (one.order as number[]).map((leaf) => leaf - 1)
    expect([expected.join(), [...expected].reverse().join()]).toContain(order.join())
  })
  test('weights choose the end it is read from', () => {
    const weighed = leafOrder(averageLinkage(distances, 5), distances, [9, 0, 0, 0, 0])
    expect(weighed[0]).toBe(0)
  })

  test('no order that the tree allows is shorter', () => {
    fc.assert(
      fc.property(someDistances, ({ n, distances }) => {
        const joins = averageLinkage(distances, n)
        const allowed = (node: number): number[][] => {
          const join = joins[node - n]
          if (!join) return [[node]]
          const [lefts, rights] = [allowed(join.left), allowed(join.right)]
          return lefts.flatMap((l) =>
            rights.flatMap((r) => [
              [...l, ...r],
              [...r, ...l],
            ]),
          )
        }
        const shortest = Math.min(...allowed(2 * n - 2).map((order) => pathOf(order, distances, n)))
        const found = leafOrder(joins, distances)
        expect([...found].sort()).toEqual(Array.from({ length: n }, (_, i) => i))
        expect(pathOf(found, distances, n)).toBeCloseTo(shortest, 9)
      }),
      { seed: 51, numRuns: 60 },
    )
  })
  test('of one leaf, and of none', () => {
    expect(leafOrder([], [0])).toEqual([0])
    expect(leafOrder([], [])).toEqual([])
  })
})

describe('clustering', () => {
  test('cuts a tree into clusters that say who is together', () => {
    const joins = averageLinkage([0, 1, 9, 9, 1, 0, 9, 9, 9, 9, 0, 2, 9, 9, 2, 0], 4)
    expect(joins.map(({ height }) => height)).toEqual([1, 2, 9])
    expect([1, 2, 3, 4].map((k) => clustersOf(joins, k))).toEqual([
      [0, 0, 0, 0],
      [0, 0, 1, 1],
      [0, 0, 1, 2],
      [0, 1, 2, 3],
    ])
    expect(silhouette([0, 1, 9, 9, 1, 0, 9, 9, 9, 9, 0, 2, 9, 9, 2, 0], [0, 0, 1, 1])).toBeCloseTo(
      (8 + 8 + 7 + 7) / 36,
      12,
    )
  })
  test('all distances at once are those of each pair', () => {
    const matrix = aMatrix(read('19_worked_network.json').answers)
    const profiles = profilesOf(matrix.statements.map((_, s) => tally(matrix, s)))
    const { mean, common } = distancesOf(profiles)
    for (const [j, k] of [
      [0, 1],
      [0, 4],
      [3, 1],
    ] as const) {
      const pair = pairDistance(profiles, j, k)
      expect(mean[j * 5 + k]).toBeCloseTo((pair.unbiased ?? pair.plugIn) as number, 12)
      expect(common[j * 5 + k]).toBe(pair.common)
    }
  })
})

type Point = (chance: () => number, partner: number, statement: number) => number
const aNetwork = (seed: number, sizes: number[], statements: number, point: Point) => {
  const chance = chanceFrom(seed)
  return aMatrix(
    Object.fromEntries(
      Array.from({ length: statements }, (_, s) => [
        `S${s}`,
        Object.fromEntries(sizes.map((size, j) => [`P${j}`, Array.from({ length: size }, () => point(chance, j, s))])),
      ]),
    ),
  )
}
const SIZES = [3, 3, 4, 4, 5, 6, 3, 8]

describe('blocs of partners', () => {
  // Odd partners lean one way and even ones the other, on half of the statements.
  const planted: Point = (chance, partner, statement) => {
    const any = 1 + Math.floor(chance() * 5)
    if (statement % 2 === 0 || chance() < 0.05) return any
    return partner % 2 === 0 ? 4 + Math.floor(chance() * 2) : 1 + Math.floor(chance() * 2)
  }
  test('that stand apart are found, and who is in them', () => {
    const found = Array.from({ length: 12 }, (_, i) => blocsOf(respondents(aNetwork(i + 1, SIZES, 12, planted))))
    const right = found.filter(
      (one) =>
        one.are === 'clear' &&
        one.blocs
          .map((bloc) => [...bloc].sort().join())
          .sort()
          .join(' ') === '0,2,4,6 1,3,5,7',
    )
    expect(right.length).toBeGreaterThanOrEqual(11)
  })

  test('in answers of chance are not clear in at least 95 of 100 networks', () => {
    const any: Point = (chance) => 1 + Math.floor(chance() * 5)
    const found = Array.from({ length: 100 }, (_, i) => blocsOf(respondents(aNetwork(i + 1, SIZES, 10, any))))
    expect(found.filter(({ are }) => are === 'clear').length).toBeLessThanOrEqual(5)
  })

  test('of a network in which people differ but partners don’t are not clear either', () => {
    // Two camps of people, spread over all partners.
    const matrix = aNetwork(5, SIZES, 12, (chance) => (chance() < 0.5 ? 1 : 5))
    expect(blocsOf(respondents(matrix)).are).toBe('none-clear')
  })

  test('of three partners, or of nobody, can’t be told', () => {
    const few = respondents(aNetwork(1, [3, 3, 3], 8, planted))
    expect(blocsOf(few)).toEqual({ are: 'none-clear', why: 'too-few-partners' })
    expect(blocsOf(respondents(aMatrix({ S: { A: [null] } })))).toEqual({ are: 'none-clear', why: 'too-few-partners' })
  })

  test('stay the same when partners, statements and people change places', () => {
    const matrix = aNetwork(3, SIZES, 12, planted)
    const turned = {
      ...matrix,
      partners: [...matrix.partners].reverse(),
      partnerOf: [...matrix.partnerOf].reverse().map((j) => SIZES.length - 1 - j),
      statements: [...matrix.statements].reverse(),
      answers: [...matrix.answers].reverse().map((row) => row.slice().reverse()),
    }
    const [a, b] = [blocsOf(respondents(matrix)), blocsOf(respondents(turned))]
    if (a.are !== 'clear' || b.are !== 'clear') throw new Error('both are clear')
    const named = (blocs: readonly (readonly number[])[], name: (j: number) => number) =>
      blocs.map((bloc) => bloc.map(name).sort().join()).sort()
    expect(named(b.blocs, (j) => SIZES.length - 1 - j)).toEqual(named(a.blocs, (j) => j))
    expect([b.pValue, b.stability]).toEqual([a.pValue, a.stability])
  })
})
