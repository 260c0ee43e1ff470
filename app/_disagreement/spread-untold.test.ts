import { expect, test } from 'vitest'
import { aMatrix } from '#server/analysis/a-matrix.ts'
import { analyse } from '#server/analysis/analyse.ts'
import type { StatementReport } from '#server/analysis/report.ts'
import { toldToRoom } from '#server/analysis/told-to-room.ts'
import { isSpreadUntold } from './spread-untold.ts'

const told = (answers: Record<string, (number | string)[]>) =>
  toldToRoom(analyse(aMatrix({ S: answers }), { minimumCell: 3 })).statements[0] as StatementReport

test('figures are kept back where they would tell how single organisations differ', () =>
  expect(isSpreadUntold(told({ A: [5, 5, 1], B: [5, 1, 1], C: [1, 5, 1] }))).toBe(true))

test('where everybody found it unclear there are none, and nothing is kept back', () => {
  const unclear = told({ A: ['U', 'U', 'U'], B: ['U', 'U', 'U'], C: ['U', 'U', 'U'] })
  expect(unclear).toMatchObject({ kind: 'unclear', distribution: null })
  expect(isSpreadUntold(unclear)).toBe(false)
})
