import { expect, test } from 'vitest'
import { aMatrix } from '#server/analysis/a-matrix.ts'
import { analyse } from '#server/analysis/analyse.ts'
import { hiddenCell } from '#server/analysis/cells.ts'
import type { StatementReport } from '#server/analysis/report.ts'
import { toldToRoom } from '#server/analysis/told-to-room.ts'
import { RULES, statementsRetold } from './retold.ts'

const SHOWN = { P: [1, 2, 2], Q: [5, 4, 4], R: [5, 4, 5], T: [1, 1, 2] }
const [alone] = toldToRoom(analyse(aMatrix({ S: SHOWN }), { minimumCell: 3 })).statements as [StatementReport]
/** As it was kept when hidden partners stood in all figures as they were. */
const beside = (hidden: number, people: number): StatementReport => ({
  ...alone,
  cells: [...alone.cells, ...Array.from({ length: hidden }, (_, j) => hiddenCell(`H${j}`, 'too-few'))],
  people: alone.people + people,
  partners: alone.partners + hidden,
  partnersAsked: alone.partnersAsked + hidden,
})
const again = (statement: StatementReport, rules = 3) =>
  statementsRetold({ source: 'live' }, { rules, minimumCell: 3, statements: [statement] })[0]

test('what was kept of hidden partners of two, in figures as they were, is told without these', () => {
  expect(again(beside(3, 6))).toMatchObject({
    ...{ dispersion: null, within: null, between: null, interval: null, distribution: null, agreement: null },
    kind: alone.kind,
  })
})

test('what was kept of single people, or of nobody hidden, keeps its figures', () => {
  const { within, between, distribution } = alone
  expect(within).not.toBeNull()
  expect(again(beside(3, 3))).toMatchObject({ within, between, distribution })
  expect(again(alone)).toMatchObject({ within, between, distribution })
})

test('what is told by today’s rules is told as it is', () => expect(again(beside(3, 6), RULES)).toEqual(beside(3, 6)))
