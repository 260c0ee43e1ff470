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

test('figures over all statements aren’t told where hidden partners of two stand in them, however many shown ones differ', () => {
  const at = (i: number) => 1 + (i % 5)
  const answers = (i: number): [string, number[]][] => [
    ...[...'ABCD'].map((id, j): [string, number[]] => [id, [at(i + j), at(i + j), at(i + j + 1)]]),
    ...[...'EFGHIJ'].map((id, j): [string, number[]] => [id, [at(i * j), at(i + 2 * j)]]),
  ]
  const asked = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`S${i}`, Object.fromEntries(answers(i))]))
  const report = analyse(aMatrix(asked), { minimumCell: 3 })
  expect(report.statements.every(({ basis }) => basis === 'all')).toBe(true)
  const { alpha, disco, permdisp, interval } = toldToRoom(report).network
  expect([alpha, disco, permdisp, interval]).toEqual([null, null, null, null])
})

test('one statement that too few answered takes no q from the others', () => {
  const all = { A: [1, 2, 2], B: [5, 4, 4], C: [5, 4, 5], D: [1, 1, 2] }
  const told = toldToRoom(analyse(aMatrix({ first: all, second: all, few: { A: [1, 4, 5] } }), { minimumCell: 3 }))
  expect(told.statements.map(({ qValue }) => qValue !== null)).toEqual([true, true, false])
})

test('a statement stays the first where so few of so many people differ that rounding leaves its interval no width', () => {
  const all = (point: number, other: number, others: number) =>
    Array.from({ length: 80 }, (_, i) => (i < others ? other : point))
  const far = { A: all(5, 4, 1), B: all(5, 4, 1), C: all(1, 2, 1), D: all(1, 2, 1) }
  const near = { A: all(4, 5, 40), B: all(4, 5, 40), C: all(2, 1, 40), D: all(2, 3, 40) }
  const report = analyse(aMatrix({ near, far }), { minimumCell: 3 })
  const told = toldToRoom(report)
  expect(told.statements[1]).toMatchObject({ within: 0, interval: [1, 1] })
  expect([report, told, toldToRoom(told)].map(({ network }) => network.ranking[0])).toEqual([['far'], ['far'], ['far']])
})

test('what was kept before a figure was worked out is told without it', () => {
  const all = { A: [1, 2, 2], B: [5, 4, 4], C: [5, 4, 5], D: [1, 1, 2] }
  const report = analyse(aMatrix({ first: all, second: all }), { minimumCell: 3 })
  for (const figure of Object.keys(report.statements[0] ?? {})) {
    if (['id', 'text', 'cells', 'kind'].includes(figure)) continue
    const older = structuredClone(report)
    for (const statement of older.statements) Reflect.deleteProperty(statement, figure)
    for (const value of figuresIn(toldToRoom(older))) expect(value, `without ${figure}`).not.toBeNaN()
  }
})

const figuresIn = (told: unknown): number[] =>
  typeof told === 'number' ? [told] : told && typeof told === 'object' ? Object.values(told).flatMap(figuresIn) : []
