import { type AnalyseOptions, analyse } from '#server/analysis/analyse.ts'
import type { Matrix } from '#server/analysis/matrix.ts'
import type { DisagreementReport } from '#server/analysis/report.ts'

/** Works a report out on another thread than the one that serves requests. */
export type Analyst = (matrix: Matrix, options: AnalyseOptions) => Promise<DisagreementReport>

// Pages and procedures are bundled a second time: they find the process's own threads here.
const HANDLE = Symbol.for('tricorner.analyst')
const holder = globalThis as { [HANDLE]?: Analyst }

/** Hands the process its threads; without any, reports are worked out where they are asked for. */
export const provideAnalyst = (analyst: Analyst | undefined): void => {
  if (analyst) holder[HANDLE] = analyst
  else delete holder[HANDLE]
}

/**
 * Up to so many answers a report is worked out at once: it takes about as long as a message to a thread that has slept, and
 * holds nobody up. See bench/analysis.ts, `worker`.
 */
export const FEW_ANSWERS = 200

/** The same report as `analyse`, from a thread of its own where there is one and the data is not small. */
export async function analyseApart(matrix: Matrix, options: AnalyseOptions): Promise<DisagreementReport> {
  const analyst = holder[HANDLE]
  const answers = matrix.statements.length * matrix.partnerOf.length
  if (!analyst || answers <= FEW_ANSWERS) return analyse(matrix, options)
  // A thread that broke costs time and no report.
  return analyst(matrix, options).catch(() => analyse(matrix, options))
}
