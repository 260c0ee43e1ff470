import { type AnalyseOptions, minimumOf, publishedCells } from './analyse.ts'
import type { Matrix } from './matrix.ts'
import type { Sitting } from './room-change.ts'

/**
 * Answers with what a report of them would show of each partner, and without the figures that take long: all that what became of
 * two sittings goes by.
 * @example sittingOf({ scale: 2, voice: 'own', partners: [], statements: [], partnerOf: [], people: [], answers: [] }, { minimumCell: 3 }).report.statements // []
 */
export const sittingOf = (matrix: Matrix, options: AnalyseOptions): Sitting => ({
  matrix,
  report: {
    minimumCell: minimumOf(matrix, options),
    statements: matrix.statements.map(({ id }, s) => ({ id, cells: publishedCells(matrix, s, options) })),
  },
})
