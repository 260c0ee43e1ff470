import { expect, test } from 'vitest'
import { AnsweredAgain } from './answered-again.ts'

const partner = (counts: number[], unsure = 0) => ({
  counts,
  n: counts.reduce((sum, n) => sum + n, 0),
  unsure,
  remit: 0,
})
const DRAWS = 4_000

test('people answer again as often as the model says, each partner all of its people, and what nobody can give never comes', () => {
  const all = [partner([0, 2, 0, 1, 0], 1), partner([3, 0, 0, 0, 0]), partner([0, 0, 0, 0, 0], 2)]
  const shares = [
    [0, 0.5, 0.2, 0.3, 0],
    [1, 0, 0, 0, 0],
  ]
  const again = new AnsweredAgain(all, { shrinkage: 0, shares }, 0.2, 9)
  const sums = { counts: new Float64Array(15), unsure: new Float64Array(3) }
  for (let draw = 0; draw < DRAWS; draw += 1) {
    again.draw()
    const { counts, n, unsure } = again.drawn
    counts.forEach((count, i) => {
      sums.counts[i] = (sums.counts[i] as number) + count / DRAWS
    })
    unsure.forEach((count, j) => {
      sums.unsure[j] = (sums.unsure[j] as number) + count / DRAWS
      expect(count + (n[j] as number)).toBe([4, 3, 2][j])
      expect(counts.subarray(j * 5, j * 5 + 5).reduce((sum, one) => sum + one, 0)).toBe(n[j])
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
})
