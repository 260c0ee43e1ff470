import { describe, expect, test } from 'vitest'
import { aMatrix } from './a-matrix.ts'
import { analyseStatement } from './analyse.ts'
import { byGroup } from './by-group.ts'
import { chanceFrom } from './chance.ts'
import { disperse } from './dispersion.ts'
import { labellings } from './labellings.ts'
import { inRoom, shorts } from './lanes.ts'
import { orders } from './orders.ts'
import { PackedAnswers } from './packed-answers.ts'
import { betweenPValue } from './permutation.ts'
import { groupOf } from './respondents.ts'
import { shuffle } from './shuffle.ts'
import type { Tally } from './tally.ts'

/** Partners of `sizes` people who answer on `points` points, each drawn towards its own end as far as `pull` says. */
function drawn(seed: number, sizes: readonly number[], points: number, pull = 0): Tally {
  const chance = chanceFrom(seed)
  return sizes.map((n, j) => {
    const counts = new Array<number>(points).fill(0)
    for (let i = 0; i < n; i += 1) {
      const point = chance() < pull ? (j % 2) * (points - 1) : Math.floor(chance() * points)
      counts[point] = (counts[point] as number) + 1
    }
    return { counts, n, unsure: 0, remit: 0 }
  })
}

/** The same test by dealing every single answer out anew. */
function plainly(all: Tally, rounds: number): number {
  const points = Int32Array.from(all.flatMap(({ counts }) => counts.flatMap((n, k) => new Array<number>(n).fill(k))))
  const found = disperse(all).between as number
  const chance = chanceFrom(7)
  let times = 0
  for (let round = 0; round < rounds; round += 1) {
    shuffle(points, chance)
    let at = 0
    const dealt = all.map((partner) => {
      const counts = partner.counts.map(() => 0)
      for (const end = at + partner.n; at < end; at += 1)
        counts[points[at] as number] = (counts[points[at] as number] as number) + 1
      return { ...partner, counts }
    })
    if ((disperse(dealt).between as number) >= found - 1e-12) times += 1
  }
  return (times + 1) / (rounds + 1)
}

describe('dealing partner labels out', () => {
  test.each([
    ['small partners, one of a single person', 1, [1, 2, 3, 4], 5],
    ['partners of two', 2, new Array<number>(12).fill(2), 5],
    ['votes', 3, [3, 5, 8, 2], 2],
    ['half points, more people than a cut’s bits can count', 4, [40, 25, 16], 9],
    ['a long scale', 5, [4, 6, 5], 21],
    ['a partner of hundreds', 6, [400, 30, 5], 5],
  ])('gives what plain dealing gives: %s', (_what, seed, sizes, points) => {
    const all = drawn(seed, sizes, points, 0.1)
    const p = betweenPValue(all, disperse(all).between) as number
    expect(Math.abs(p - plainly(all, 1_500))).toBeLessThan(0.06)
  })

  test('more people than orders are kept for are dealt out too', () => {
    const all = drawn(8, [2_500, 2_400], 5, 0.05)
    expect(betweenPValue(all, disperse(all).between)).toBeLessThan(0.01)
  })

  test('labels of chance come out under a tenth about once in ten times', () => {
    const runs = 300
    const low = Array.from({ length: runs }, (_, i) => drawn(100 + i, [2, 3, 4, 5, 3], 5)).filter(
      (all) => (betweenPValue(all, disperse(all).between) as number) <= 0.1,
    )
    expect(low.length / runs).toBeGreaterThan(0.05)
    expect(low.length / runs).toBeLessThan(0.15)
  })

  test('the same answers have the same p, whatever was tested before', () => {
    const all = drawn(9, [3, 4, 5], 5)
    const p = betweenPValue(all, 0.05)
    betweenPValue(drawn(10, [300, 200], 5), 0.01)
    expect(betweenPValue(all, 0.05)).toBe(p)
  })
})

/** Every way to put labels on answers, one by one. */
function everyLabelling(sizes: readonly number[]): number[][] {
  if (sizes.every((size) => size === 0)) return [[]]
  return sizes.flatMap((size, j) =>
    size === 0 ? [] : everyLabelling(sizes.map((n, k) => (k === j ? n - 1 : n))).map((rest) => [j, ...rest]),
  )
}

describe('few answers', () => {
  test.each([[[3, 3]], [[3, 2]], [[1, 2, 3]], [[2, 2, 2]], [[4, 4]], [[1, 1, 1, 2]]])(
    'have every labelling counted, and none twice: %j',
    (sizes) => {
      for (let seed = 1; seed <= 5; seed += 1) {
        const all = drawn(seed, sizes, 5, 0.5)
        const points = all.flatMap(({ counts }) => counts.flatMap((n, k) => new Array<number>(n).fill(k)))
        const found = disperse(all).between as number
        const every = everyLabelling(sizes)
        const reached = every.filter((labels) => {
          const dealt = all.map((partner, j) => {
            const counts = partner.counts.map(
              (_, k) => labels.filter((label, i) => label === j && points[i] === k).length,
            )
            return { ...partner, counts }
          })
          return (disperse(dealt).between as number) >= found - 1e-12
        })
        expect(every.length).toBe(labellings(sizes))
        expect(betweenPValue(all, found)).toBe(reached.length / every.length)
      }
    },
  )

  test('one partner of one person beside a large one is counted as quickly', () => {
    const all = drawn(3, [1, 1_900], 5)
    expect(betweenPValue(all, disperse(all).between)).toBeGreaterThan(0)
  })

  // One labelling in ten puts as much between two partners of three: whether that is a conflict must not hang on chance.
  const ENDS = [
    [
      [5, 5, 5],
      [1, 1, 1],
    ],
    [
      [5, 5, 4],
      [1, 1, 2],
    ],
    [
      [5, 4, 4],
      [1, 2, 2],
    ],
    [
      [4, 4, 5],
      [1, 1, 2],
    ],
  ] as const
  test.each([...ENDS, ...ENDS.map(([a, b]) => [b, a] as const)])(
    'of two partners apart are a conflict: %j %j',
    (A, B) => {
      const { kind, orKind, pValue } = analyseStatement(aMatrix({ S: { A, B } }), 0, { minimumCell: 3 })
      expect({ kind, orKind, pValue }).toEqual({ kind: 'conflict', orKind: null, pValue: 0.1 })
    },
  )
})

describe('kept orders', () => {
  test('hold every place once, and are the same however many were asked for before', () => {
    const orderOf = (deal: number, n: number) => {
      const { at, width } = orders(n)
      return [...shorts(at + 2 * deal * width, n)]
    }
    const [few, some] = [orderOf(7, 5), orderOf(1_998, 130)]
    expect([...some].sort((a, b) => a - b)).toEqual([...some.keys()])
    for (const n of [700, 131, 129, 300, 6, 4]) orders(n)
    expect([orderOf(7, 5), orderOf(1_998, 130)]).toEqual([few, some])
  })

  test('put every place everywhere about as often', () => {
    const times = new Map<string, number>()
    const { at, width } = orders(4)
    for (let deal = 0; deal < 1_999; deal += 1)
      for (let i = 0; i < 4; i += 1) {
        const key = `${i} ${shorts(at + 2 * deal * width, 4)[i]}`
        times.set(key, (times.get(key) ?? 0) + 1)
      }
    expect(times.size).toBe(16)
    for (const n of times.values()) expect(Math.abs(n / 1_999 - 1 / 4)).toBeLessThan(0.04)
  })
})

describe('packed answers', () => {
  test.each([5, 9, 21])('count as one would by hand, on %i points, with others in people’s places', (scale) => {
    const chance = chanceFrom(scale)
    const [sizes, statements] = [[3, 70, 1], 4]
    const people = sizes.reduce((sum, size) => sum + size, 0)
    const points = Uint8Array.from({ length: people * statements }, () => Math.floor(chance() * (scale + 1)))
    const shape = { scale, statements, sizes, points, columns: [0, 1, 2, 3], partners: [0, 1, 2] }
    const who = Int32Array.from({ length: people }, () => Math.floor(chance() * people))
    const groups = shuffle(groupOf(sizes), chance)
    const standing = byGroup(groups, sizes.length)
    const others = { ...standing, people: standing.people.map((place) => who[place] as number) }
    const { n, upTo } = inRoom(() => new PackedAnswers(shape).count(others))
    for (const [cell, own] of n.entries()) {
      const [group, s] = [Math.floor(cell / statements), cell % statements]
      const given = [...who].flatMap((person, i) => (groups[i] === group ? [points[person * statements + s]] : []))
      const said = given.filter((point): point is number => point !== undefined && point > 0)
      expect(own).toBe(said.length)
      for (let cut = 1; cut < scale; cut += 1)
        expect(upTo[cell * (scale - 1) + cut - 1]).toBe(said.filter((point) => point <= cut).length)
    }
  })
})
