import { createHash } from 'node:crypto'
import type { AnalyseOptions } from '#server/analysis/analyse.ts'
import type { Matrix } from '#server/analysis/matrix.ts'
import type { DisagreementReport } from '#server/analysis/report.ts'
import { analyseApart } from './analyse-apart.ts'

const made = new Map<string, Promise<DisagreementReport>>()
const MOST_KEPT = 50

/** Sixty phones ask at the same moment: the same data is analysed once, known by its hash. */
export function analyseOnce(matrix: Matrix, options: AnalyseOptions): Promise<DisagreementReport> {
  const key = hashOf(matrix, options)
  const had = made.get(key)
  if (had) return had
  const making = analyseApart(matrix, options)
  if (made.size >= MOST_KEPT) made.delete(made.keys().next().value as string)
  made.set(key, making)
  // What failed once may be tried again.
  making.catch(() => made.delete(key))
  return making
}

function hashOf({ answers, people: _, ...rest }: Matrix, options: AnalyseOptions): string {
  const hash = createHash('sha256').update(JSON.stringify([rest, options]))
  for (const row of answers) hash.update(row)
  return hash.digest('hex')
}
