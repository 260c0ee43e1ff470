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

/**
 * The same beside what a room was told of it.
 * @example besideTold({ matrix: { scale: 2, voice: 'own', partners: [], statements: [], partnerOf: [], people: [], answers: [] }, report: { minimumCell: 3, statements: [{ id: 'S', cells: [] }] } }, [{ id: 'S', distribution: null }]).report.statements[0].spread // 'untold'
 */
export const besideTold = (
  { matrix, report }: Sitting,
  told: readonly { readonly id: string; readonly distribution: unknown }[],
): Sitting => {
  const untold = new Set(told.flatMap(({ id, distribution }) => (distribution === null ? [id] : [])))
  const statements = report.statements.map((one) => (untold.has(one.id) ? { ...one, spread: 'untold' as const } : one))
  return { matrix, report: { ...report, statements } }
}
