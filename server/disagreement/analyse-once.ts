import { createHash } from 'node:crypto'
import type { AnalyseOptions } from '#server/analysis/analyse.ts'
import type { Matrix } from '#server/analysis/matrix.ts'
import type { RoomChange, Sitting } from '#server/analysis/room-change.ts'
import { analystApart } from './analyse-apart.ts'
import type { Told } from './analyst.ts'
import { keepNewest } from './keep-newest.ts'

const reports = keepNewest<Told>()
const changes = keepNewest<RoomChange[]>()
const signatures = keepNewest<string>()

/** Sixty phones ask at the same moment: the same data is analysed and told once, known by its hash. */
export const analyseOnce = (matrix: Matrix, options: AnalyseOptions, to: 'room' | 'everybody'): Promise<Told> =>
  reports(hashOf([matrix], [options, to]), () => analystApart.analyse(matrix, options, to))

/** The signature of a record's contents as JSON, worked out once: to know the same again takes a twentieth of that. */
export const signOnce = (contents: string): Promise<string> =>
  signatures(createHash('sha256').update(contents).digest('hex'), () => analystApart.sign(contents))

/** What became of the same two sittings, worked out once. */
export function changeOnce(was: Sitting, is: Sitting, known?: ReadonlySet<string>): Promise<RoomChange[]> {
  const both = [was, is]
  // Who is hidden is not said by the answers alone; and here it matters who gave them.
  const hidden = both.map(({ report }) => report.statements.map(({ cells }) => cells.map((cell) => cell.suppressed)))
  const untold = both.map(({ report }) => report.statements.map(({ spread }) => spread))
  const people = both.map(({ matrix, report }) => [matrix.people, report.minimumCell])
  const key = hashOf(
    both.map(({ matrix }) => matrix),
    [people, hidden, untold, known && [...known]],
  )
  return changes(key, () => analystApart.change(was, is, known))
}

function hashOf(matrices: readonly Matrix[], beside: unknown): string {
  const rest = matrices.map(({ answers: _, people: __, ...one }) => one)
  const hash = createHash('sha256').update(JSON.stringify([rest, beside]))
  for (const { answers } of matrices) for (const row of answers) hash.update(row)
  return hash.digest('hex')
}
