import { createHash } from 'node:crypto'
import type { AnalyseOptions } from '#server/analysis/analyse.ts'
import type { Matrix } from '#server/analysis/matrix.ts'
import type { DisagreementReport } from '#server/analysis/report.ts'
import type { RoomChange, Sitting } from '#server/analysis/room-change.ts'
import { analystApart } from './analyse-apart.ts'
import type { Told } from './analyst.ts'
import { keepNewest } from './keep-newest.ts'

const reports = keepNewest<DisagreementReport>()
const changes = keepNewest<RoomChange[]>()
// What came of the same data is one report, and is told for as long as that is kept.
const tellings = new WeakMap<DisagreementReport, Promise<Told>>()
const wholes = new WeakMap<DisagreementReport, Promise<Told>>()

/** Sixty phones ask at the same moment: the same data is analysed once, known by its hash. */
export const analyseOnce = (matrix: Matrix, options: AnalyseOptions): Promise<DisagreementReport> =>
  reports(hashOf([matrix], options), () => analystApart.analyse(matrix, options))

/** What a room is told of a report that `analyseOnce` answered, worked out once. */
export const tellOnce = (report: DisagreementReport): Promise<Told> =>
  once(tellings, report, () => analystApart.tell(report))

/** The same of a report that is told whole. */
export const tellWhole = (report: DisagreementReport): Promise<Told> =>
  once(wholes, report, async () => ({ report, map: await analystApart.map(report) }))

function once(
  had: WeakMap<DisagreementReport, Promise<Told>>,
  report: DisagreementReport,
  tell: () => Promise<Told>,
): Promise<Told> {
  const telling = had.get(report) ?? tell()
  if (!had.has(report)) {
    had.set(report, telling)
    telling.catch(() => had.delete(report))
  }
  return telling
}

/** What became of the same two sittings, worked out once. */
export function changeOnce(was: Sitting, is: Sitting, known?: ReadonlySet<string>): Promise<RoomChange[]> {
  const both = [was, is]
  // Who is hidden is not said by the answers alone; and here it matters who gave them.
  const hidden = both.map(({ report }) => report.statements.map(({ cells }) => cells.map((cell) => cell.suppressed)))
  const people = both.map(({ matrix, report }) => [matrix.people, report.minimumCell])
  const key = hashOf(
    both.map(({ matrix }) => matrix),
    [people, hidden, known && [...known]],
  )
  return changes(key, () => analystApart.change(was, is, known))
}

function hashOf(matrices: readonly Matrix[], beside: unknown): string {
  const rest = matrices.map(({ answers: _, people: __, ...one }) => one)
  const hash = createHash('sha256').update(JSON.stringify([rest, beside]))
  for (const { answers } of matrices) for (const row of answers) hash.update(row)
  return hash.digest('hex')
}
