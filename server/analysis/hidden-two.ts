import { MINIMUM_CELL } from '#server/vocabulary/rating-scale.ts'
import type { StatementReport } from './report.ts'
import { areEnough } from './shown-enough.ts'
import { differs } from './told-cells.ts'
import { SPREAD_UNTOLD } from './untold.ts'

/**
 * Whether `least` partners or more are hidden, and one of them may be of two people or more and stand in some figure. This goes by
 * what the report says, and where that leaves it open, as of a workshop kept long ago, it may be.
 */
function mayHoldTwo({ basis, cells, people }: StatementReport, least = 1): boolean {
  const hidden = cells.filter(({ suppressed }) => suppressed !== null).length
  // Where the hidden stand in no figure, three as large can still do so beside them.
  if (hidden < least || hidden === 0 || basis === 'none' || (basis === 'shown' && hidden < 3)) return false
  const seen = cells.reduce((sum, cell) => sum + (cell.suppressed === null ? answersIn(cell) : 0), 0)
  return !(people - seen <= hidden)
}

// Of one mind it isn't told how many they are; fewer than this are never shown.
const answersIn = ({ n, unsure }: StatementReport['cells'][number]) =>
  n === null || unsure === null ? MINIMUM_CELL : n + unsure

/**
 * Whether how the people of hidden partners differ may stand in a statement's figures: then a room is told none made of it.
 * Whoever is one of two people knows what the other said, once it is known what both did.
 */
export function isSpreadOfTwo(statement: StatementReport): boolean {
  const differing = statement.cells.filter(differs).length
  const shown = statement.cells.filter(
    ({ suppressed, side }) => !suppressed && side !== 'none' && side !== 'remit',
  ).length
  if (areEnough({ shown, differing }, statement.cells.length)) return false
  // What stands together beside partners that differ is told no more closely than these.
  return mayHoldTwo(statement, differing === 0 ? 1 : 3)
}

/**
 * What was kept under older rules of hidden partners of two, where three or more stood in figures beside shown ones: without
 * these. What is made today has none of it.
 */
export const withoutTwo = (statement: StatementReport): StatementReport =>
  mayHoldTwo(statement, 3) ? { ...statement, ...SPREAD_UNTOLD } : statement
