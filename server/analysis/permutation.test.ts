import { describe, expect, test } from 'vitest'
import { chanceFrom } from './chance.ts'
import { disperse } from './dispersion.ts'
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

  test('more people than swaps are kept for are dealt out too', () => {
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

describe('packed answers', () => {
  test.each([5, 9, 21])('count as one would by hand, on %i points, with others in people’s places', (scale) => {
    const chance = chanceFrom(scale)
    const [sizes, statements] = [[3, 70, 1], 4]
    const people = sizes.reduce((sum, size) => sum + size, 0)
    const points = Uint8Array.from({ length: people * statements }, () => Math.floor(chance() * (scale + 1)))
    const shape = { scale, statements, sizes, points, columns: [0, 1, 2, 3], partners: [0, 1, 2] }
    const who = Int32Array.from({ length: people }, () => Math.floor(chance() * people))
    const groups = shuffle(groupOf(sizes), chance)
    const { n, upTo } = new PackedAnswers(shape).count(groups, who)
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
