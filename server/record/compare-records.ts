import type { StatementReport } from '#server/analysis/report.ts'
import { type Label, labelOf } from '#server/vocabulary/label.ts'
import type { RecordStatements } from './find-statements.ts'

/** One statement at two sittings; null where it was not asked. */
export interface ComparedStatement {
  readonly rootId: string
  readonly text: string
  /** The language of the text, where somebody knows. */
  readonly language?: string | null
  readonly reworded: boolean
  readonly before: StatementReport | null
  readonly after: StatementReport | null
  readonly change: 'same' | 'other-kind' | 'moved' | 'new' | 'dropped'
}

type Asked = Pick<RecordStatements, 'statements' | 'roots'>

/** Lays two sittings side by side, statement by statement along their lines; those whose kind changed come first. */
export function compareRecords(earlier: Asked, later: Asked): ComparedStatement[] {
  const byRoot = ({ statements, roots }: Asked) =>
    new Map(statements.map((statement) => [roots[statement.id] ?? statement.id, statement]))
  const [before, after] = [byRoot(earlier), byRoot(later)]
  const roots = [...new Set([...after.keys(), ...before.keys()])]
  const compared = roots.map((rootId) => compareOne(rootId, before.get(rootId) ?? null, after.get(rootId) ?? null))
  return compared.sort((a, b) => ORDER.indexOf(a.change) - ORDER.indexOf(b.change))
}

const ORDER: readonly ComparedStatement['change'][] = ['other-kind', 'moved', 'new', 'dropped', 'same']

function compareOne(rootId: string, before: StatementReport | null, after: StatementReport | null): ComparedStatement {
  const text = (after ?? before)?.text ?? ''
  const reworded = before !== null && after !== null && before.text !== after.text
  return { rootId, text, reworded, before, after, change: changeOf(before, after) }
}

/** Near the middle is what lukewarm is called where middle answers alone are told: the same of less. */
function kindToldOf(statement: StatementReport): Label {
  const label = labelOf(statement)
  return label === 'near-middle' ? 'lukewarm' : label
}

function changeOf(before: StatementReport | null, after: StatementReport | null): ComparedStatement['change'] {
  if (!before) return 'new'
  if (!after) return 'dropped'
  if (kindToldOf(before) !== kindToldOf(after)) return 'other-kind'
  // Where the middle answers lie on average is another figure than where people do.
  const isLike = before.kindBy === after.kindBy
  const figures = ({ position, unsure, dispersion }: StatementReport) => [isLike ? position : null, unsure, dispersion]
  // A figure that one of the two does not tell says nothing of whether anybody moved.
  const moved = figures(before).some((value, i) => {
    const then = figures(after)[i] ?? null
    return value !== null && then !== null && Math.abs(value - then) > 1e-9
  })
  return moved ? 'moved' : 'same'
}
