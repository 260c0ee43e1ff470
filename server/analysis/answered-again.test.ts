import { expect, test } from 'vitest'
import { AnsweredAgain } from './answered-again.ts'
import { disperse } from './dispersion.ts'
import { flat } from './flat-tally.ts'
import { inRoom } from './lanes.ts'
import { camps } from './own-kind.ts'
import { position, unsureShare } from './position.ts'

const partner = (counts: number[], unsure = 0) => ({
  counts,
  n: counts.reduce((sum, n) => sum + n, 0),
  unsure,
  remit: 0,
})
const DRAWS = 4_000

/** What each partner gave in the last draw. */
function lastDrawn(again: AnsweredAgain, all: readonly ReturnType<typeof partner>[]) {
  const given = again.drawn()
  return all.map(({ counts, n, unsure }, j) => {
    if (n === 0) return partner([...counts], unsure)
    const upTo = [...given.subarray(j * again.width, j * again.width + counts.length), n + unsure]
    return partner(
      counts.map((_, k) => (upTo[k + 1] as number) - (upTo[k] as number)),
      upTo[0],
    )
  })
}

test('people answer again as often as the model says, each partner all of its people, and what nobody can give never comes', () =>
  inRoom(() => {
    const all = [partner([0, 2, 0, 1, 0], 1), partner([3, 0, 0, 0, 0]), partner([0, 0, 0, 0, 0], 2)]
    const shares = [
      [0, 0.5, 0.2, 0.3, 0],
      [1, 0, 0, 0, 0],
    ]
    const again = new AnsweredAgain(all, { shrinkage: 0, shares }, 0.2, 9)
    const sums = { counts: new Float64Array(15), unsure: new Float64Array(3) }
    for (let draw = 0; draw < DRAWS; draw += 1) {
      again.draw()
      lastDrawn(again, all).forEach(({ counts, n, unsure }, j) => {
        counts.forEach((count, k) => {
          expect(count).toBeGreaterThanOrEqual(0)
          sums.counts[j * 5 + k] = (sums.counts[j * 5 + k] as number) + count / DRAWS
        })
        sums.unsure[j] = (sums.unsure[j] as number) + unsure / DRAWS
        expect(unsure + n).toBe([4, 3, 2][j])
      })
    }
    // "Not clear" of the first: (1 + .2) / 5 of four people; of the second: .2 / 4 of three.
    const said = [4 * 0.24, 3 * 0.05, 2]
    said.forEach((times, j) => void expect(Math.abs((sums.unsure[j] as number) - times)).toBeLessThan(0.07))
    shares.flat().forEach((share, i) => {
      const times = share * (i < 5 ? 4 * 0.76 : 3 * 0.95)
      if (share === 0) expect(sums.counts[i]).toBe(0)
      else expect(Math.abs((sums.counts[i] as number) - times)).toBeLessThan(0.07)
    })
  }))

test.each([2, 3, 5, 9, 21])('what a kind goes by is what the same answers come to, on %i points', (points) =>
  inRoom(() => {
    const counts = (add: number) => Array.from({ length: points }, (_, k) => (k * 7 + add) % 4)
    const all = [
      ...[0, 1, 2, 3, 5].map((add) => partner(counts(add), add % 3)),
      partner([1, ...counts(0).fill(0, 1).slice(1)]),
    ]
    const shares = all.map((_, j) => Array.from({ length: points }, (_, k) => (j % 2 === 0 ? k + 1 : points - k)))
    const model = shares.map((row) => row.map((share) => share / row.reduce((sum, one) => sum + one, 0)))
    const again = new AnsweredAgain(all, { shrinkage: 0, shares: model }, 0.1, points)
    for (let draw = 0; draw < 50; draw += 1) {
      const found = again.draw()
      const drawn = lastDrawn(again, all)
      const { within, between, betweenShare } = disperse(drawn)
      expect(found.within).toBeCloseTo(within as number, 12)
      expect(found.between).toBeCloseTo(between as number, 12)
      expect(found.betweenShare).toBeCloseTo(betweenShare as number, 12)
      expect(found.position).toBeCloseTo(position(drawn) as number, 12)
      expect(found.unsure).toBe(unsureShare(drawn))
      expect(found.camps).toBe(camps(flat(drawn)))
    }
  }),
)
