import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aMatrix } from './a-matrix.ts'
import { analyseStatement } from './analyse.ts'
import { cellsOf } from './cells.ts'
import type { Cell, StatementReport } from './report.ts'
import { cellTold } from './told-cells.ts'
import { statementTold } from './told-to-room.ts'

const MINIMUM = 3
/** All ways in which `people` can have answered: a count a point of the scale, and those unsure last. */
function ways(places: number, people: number): number[][] {
  if (places === 1) return [[people]]
  return Array.from({ length: people + 1 }, (_, own) => own).flatMap((own) =>
    ways(places - 1, people - own).map((rest) => [own, ...rest]),
  )
}
const isSplit = (answers: readonly number[]) => {
  const points = answers.slice(0, -1)
  const middle = (points.length - 1) / 2
  return points.some((count, k) => count > 0 && k < middle) && points.some((count, k) => count > 0 && k > middle)
}
const cellOf = (answers: readonly number[]): Cell => {
  const counts = answers.slice(0, -1)
  const n = counts.reduce((sum, count) => sum + count, 0)
  const own = { counts, n, unsure: answers.at(-1) as number, remit: 0 }
  return cellsOf([own], [{ id: 'A' }], MINIMUM)[0] as Cell
}
const told = (answers: readonly number[]) => JSON.stringify(cellTold(cellOf(answers)))

describe('what a room is told of one partner', () => {
  test.each([
    [5, 3],
    [5, 4],
    [5, 5],
    [5, 6],
    [2, 3],
    [2, 5],
  ])('could on %i points, of %i people, as well be told of one that isn’t split', (points, people) => {
    const all = ways(points + 1, people)
    const unsplit = new Set(all.filter((answers) => !isSplit(answers)).map(told))
    const giveaways = all.filter((answers) => isSplit(answers) && !unsplit.has(told(answers)))
    // On two points a tie is told as nothing at all.
    const spoken = giveaways.filter((answers) => (JSON.parse(told(answers)) as Cell).suppressed === null)
    expect(spoken.filter((answers) => points > 2 || !isUneven(answers))).toEqual([])
  })
  test('is where its middle answer is, and on which side', () =>
    expect(cellTold(cellOf([1, 0, 0, 2, 0, 1]))).toMatchObject({
      side: 'for',
      stance: 0.5,
      counts: null,
      n: 3,
      unsure: 1,
    }))
  test('is that most find it unclear, where fewer took a stance: one alone would be somebody’s answer', () =>
    expect(cellTold(cellOf([0, 0, 0, 1, 0, 2]))).toMatchObject({ side: 'unclear', stance: null, counts: null }))
})

/** On two points whoever isn't of one mind is on both sides; only which way most lean is told. */
const isUneven = (answers: readonly number[]) => answers[0] !== answers[1]

const rows = (sizes: readonly number[]) =>
  fc.tuple(
    ...sizes.map((size) => fc.array(fc.integer({ min: 1, max: 5 }), { minLength: size, maxLength: size })),
  ) as fc.Arbitrary<number[][]>
const published = (answers: readonly (readonly number[])[]): StatementReport =>
  statementTold(
    analyseStatement(aMatrix({ S: Object.fromEntries(answers.map((own, j) => [`P${j}`, own])) }), 0, {
      minimumCell: MINIMUM,
    }),
  )
const countsOf = (answers: readonly number[]) => [
  ...[1, 2, 3, 4, 5].map((point) => answers.filter((answer) => answer === point).length),
  0,
]
const listed = (counts: readonly number[]) =>
  counts.slice(0, -1).flatMap((count, k) => new Array<number>(count).fill(k + 1))

/** The partners of which everything that fits what is published says that they are split. */
function knownToBeSplit(answers: readonly number[][]): number[] {
  const report = published(answers)
  const text = JSON.stringify(report)
  const choices = answers.map((own) =>
    ways(6, own.length).filter((some) => some[5] === 0 && told(some) === told(countsOf(own))),
  )
  const open = new Set(answers.flatMap((own, j) => (isSplit(countsOf(own)) ? [j] : [])))
  const guess = (chosen: number[][]): void => {
    if (open.size === 0) return
    const j = chosen.length
    if (j === answers.length) {
      const clears = chosen.flatMap((some, at) => (open.has(at) && !isSplit(some) ? [at] : []))
      if (clears.length > 0 && JSON.stringify(published(chosen.map(listed))) === text)
        for (const at of clears) open.delete(at)
      return
    }
    for (const some of choices[j] as number[][]) guess([...chosen, some])
  }
  guess([])
  return [...open]
}

describe('who holds what a room is told of a statement', () => {
  test.each([
    { sizes: [3, 3], times: 30 },
    { sizes: [3, 4], times: 20 },
    { sizes: [3, 3, 3], times: 10 },
    { sizes: [3, 3, 3, 3], times: 3 },
  ])(
    'can’t say of a partner that it is split, unless partners are said to be mixed inside: $sizes people',
    ({ sizes, times }) => {
      fc.assert(
        fc.property(rows(sizes), (answers) => {
          fc.pre(published(answers).kind !== 'mixed')
          expect(knownToBeSplit(answers)).toEqual([])
        }),
        { seed: 7, numRuns: times },
      )
    },
    60_000,
  )
})

test('the shares a room is told are all there is: they add up to 1, also where few partners differ inside', () =>
  fc.assert(
    fc.property(rows([3, 3, 4, 4]), (answers) => {
      const shares = published(answers).distribution
      fc.pre(shares !== null)
      expect(shares?.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
    }),
    { seed: 7, numRuns: 60 },
  ))
