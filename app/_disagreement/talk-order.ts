import type { DisagreementReport, StatementReport } from '#server/analysis/report.ts'

/** The statements in the order the room should talk about them: by kind as the report has it, the farthest apart first. */
export function inTalkOrder(report: DisagreementReport): StatementReport[] {
  const kinds = report.network.kinds.map(({ kind }) => kind)
  const apart = (statement: StatementReport) => statement.between ?? statement.dispersion ?? 0
  return [...report.statements].sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || apart(b) - apart(a))
}
