import type { StatementReport } from '#server/analysis/report.ts'

/**
 * Whether what people's differences add up to stays untold: it would tell how the people of single organisations differ. Where
 * everybody found it unclear there is nothing to tell.
 */
export const isSpreadUntold = ({ kind, voices, distribution, unsure }: StatementReport): boolean =>
  kind !== 'too-few' && voices === null && distribution === null && unsure !== 1

/** Whether of any partner it is told where it stands. */
export const isAnyTold = ({ cells }: StatementReport): boolean =>
  cells.some(({ side }) => side !== null && side !== 'none')
