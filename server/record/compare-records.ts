import type { StatementReport } from '#server/analysis/report.ts'
import type { KeptRecord } from './find.ts'

/** One statement at two sittings; null where it was not asked. */
export interface ComparedStatement {
  readonly rootId: string
  readonly text: string
  readonly reworded: boolean
  readonly then: StatementReport | null
  readonly now: StatementReport | null
  readonly change: 'same' | 'other-kind' | 'moved' | 'new' | 'dropped'
}

/** Lays two sittings side by side, statement by statement along their lines; those whose kind changed come first. */
export function compareRecords(then: KeptRecord, now: KeptRecord): ComparedStatement[] {
  const byRoot = (record: KeptRecord) =>
    new Map(
      (record.shown?.report.statements ?? []).map((statement) => [
        record.roots[statement.id] ?? statement.id,
        statement,
      ]),
    )
  const [before, after] = [byRoot(then), byRoot(now)]
  const roots = [...new Set([...after.keys(), ...before.keys()])]
  const compared = roots.map((rootId) => compareOne(rootId, before.get(rootId) ?? null, after.get(rootId) ?? null))
  return compared.sort((a, b) => ORDER.indexOf(a.change) - ORDER.indexOf(b.change))
}

const ORDER: readonly ComparedStatement['change'][] = ['other-kind', 'moved', 'new', 'dropped', 'same']

function compareOne(rootId: string, then: StatementReport | null, now: StatementReport | null): ComparedStatement {
  const text = (now ?? then)?.text ?? ''
  const reworded = then !== null && now !== null && then.text !== now.text
  return { rootId, text, reworded, then, now, change: changeOf(then, now) }
}

function changeOf(then: StatementReport | null, now: StatementReport | null): ComparedStatement['change'] {
  if (!then) return 'new'
  if (!now) return 'dropped'
  if (then.kind !== now.kind) return 'other-kind'
  const figures = (statement: StatementReport) => [statement.position, statement.unsure, statement.dispersion]
  const moved = figures(then).some((value, i) => Math.abs((value ?? 0) - (figures(now)[i] ?? 0)) > 1e-9)
  return moved ? 'moved' : 'same'
}
