import { expect, test } from 'vitest'
import { aMatrix } from './a-matrix.ts'
import { analyse } from './analyse.ts'
import { toldToRoom } from './told-to-room.ts'

/** What the network is told to share between partners, beside what is so. */
function shares(answers: Parameters<typeof aMatrix>[0]) {
  const report = analyse(aMatrix(answers), { minimumCell: 3 })
  const told = toldToRoom(report)
  return {
    so: report.network.betweenShare as number,
    told: told.network.betweenShare,
    again: toldToRoom(told).network.betweenShare,
    interval: told.network.interval,
  }
}
const ofOneMind = { A: [1, 1, 1], B: [5, 5, 5], C: [5, 5, 5], D: [1, 1, 1] }

test('what lies between organisations isn’t told of statements of one mind alone, where a few differ on others', () => {
  const few = { A: [1, 5, 3], B: [3, 1, 5], C: [5, 3, 1], D: [3, 3, 3] }
  const { so, told, again, interval } = shares({
    first: ofOneMind,
    ...Object.fromEntries([...'bcdefghi'].map((id) => [id, few])),
  })
  expect(so).toBeLessThan(0.5)
  expect([told, again, interval]).toEqual([null, null, null])
})

test('it is where each statement’s own is, and says then what is so', () => {
  const all = { A: [1, 2, 2], B: [5, 4, 4], C: [5, 4, 5], D: [1, 1, 2] }
  const { so, told, again } = shares({ first: ofOneMind, second: all })
  expect(told).toBeCloseTo(so, 1)
  expect(again).toBe(told)
})
