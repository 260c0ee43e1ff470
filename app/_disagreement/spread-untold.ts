import type { StatementReport } from '#server/analysis/report.ts'

/** Whether what people's differences add up to stays untold: it would tell how the people of single organisations differ. */
export const isSpreadUntold = ({ kind, voices, distribution }: StatementReport): boolean =>
  kind !== 'too-few' && voices === null && distribution === null

/** Whether of any partner it is told where it stands. */
export const isAnyTold = ({ cells }: StatementReport): boolean =>
  cells.some(({ side }) => side !== null && side !== 'none')
