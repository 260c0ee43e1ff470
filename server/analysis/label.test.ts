import { expect, test } from 'vitest'
import { headlineOf, labelOf, labelsOf } from '#server/vocabulary/label.ts'
import { aMatrix } from './a-matrix.ts'
import { analyse } from './analyse.ts'

// Of twelve partners of two, whose people say anything: chance sets some of them against each other.
const BY_CHANCE = '32 11 11 12 35 44 21 32 34 14 34 21'.split(' ')

test('a disagreement that labels of chance reach as well is counted among what is not clear yet', () => {
  const given = Object.fromEntries(BY_CHANCE.map((two, j) => [`P${j}`, [...two].map(Number)]))
  const report = analyse(aMatrix({ S: given, T: { P0: [5, 5], P1: [4, 5] } }), { minimumCell: 1 })
  const [first] = report.statements
  expect(first).toMatchObject({ kind: 'conflict', orKind: 'lukewarm' })
  // It comes up again often enough; it is its labels that chance would reach.
  expect(first?.kindProbability).toBeGreaterThan(0.6)
  expect(first?.pValue).toBeGreaterThan(0.1)
  expect(first && labelOf(first)).toBe('not-clear')
  expect(headlineOf(report)).toEqual([
    { kind: 'too-few', count: 1 },
    { kind: 'not-clear', count: 1 },
  ])
})

test('few that are seen against many are counted as that, before those that differ in strength alone', () => {
  const eight = (last: number[]) =>
    Object.fromEntries([...'ABCDEFGH'].map((id, j) => [id, id === 'H' ? last : j % 2 ? [5, 5, 5, 5] : [3, 4, 4, 3]]))
  const report = analyse(aMatrix({ S: eight([1, 1, 2, 1]), T: eight([3, 3, 3, 4]) }), { minimumCell: 3 })
  expect(report.statements.map(({ kind }) => kind)).toEqual(['same-side', 'same-side'])
  expect(headlineOf(report)).toEqual([
    { kind: 'few-against-many', count: 1 },
    { kind: 'same-side', count: 1 },
  ])
  // Of those that are hidden nobody learns where they stand.
  const [first] = report.statements
  const cells = first?.cells.map((cell) => (cell.side === 'against' ? { ...cell, side: null } : cell))
  expect(first && labelsOf({ ...first, ...(cells && { cells }) })).toEqual(['same-side'])
})
