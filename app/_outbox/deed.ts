import type { BallotId } from '#server/participant/author.ts'
import type { Facts, RefusalCode } from '#server/refusal.ts'
import type { Place } from '#server/vocabulary/corner.ts'
import type { Facet } from '#server/vocabulary/facet.ts'
import type { DeedKey, Id, StatementId } from '#server/vocabulary/ids.ts'
import type { Answer, Mandate, Question } from '#server/vocabulary/rating-scale.ts'

/** What somebody answered, wrote, changed or deleted on their phone. */
export type Deed =
  | {
      does: 'rate'
      statementId: StatementId
      question: Question
      round: number
      answer: Answer
      mandate: Mandate
      reason: string
      /** What it hangs on where the workshop shows nobody. */
      ballot?: BallotId | undefined
    }
  | { does: 'add-view'; viewId: Id<'view'>; place: Place; facet: Facet | null; text: string }
  | { does: 'edit-view'; viewId: Id<'view'>; place: Place; facet: Facet | null; text: string }
  | { does: 'delete-view'; viewId: Id<'view'> }

/**
 * A deed on its way. `key` names it to the server, which does it once however often it arrives. `tried`: it may have arrived
 * already, so it is not changed any more. `held`: the server said no, and whose deed it is decides what becomes of it.
 */
export interface Entry {
  readonly key: DeedKey
  readonly no: number
  readonly madeAtMs: number
  readonly deed: Deed
  readonly tried: boolean
  readonly late: boolean
  readonly held?: { readonly code: RefusalCode; readonly facts: Facts }
}

/**
 * What becomes of the waiting entries when one more deed is put behind them: what was not tried yet is changed in place, so
 * that a phone which was offline does not send every turn its owner took.
 */
export function putBehind(entries: readonly Entry[], next: Entry): Entry[] {
  const { deed } = next
  const open = entries.filter(({ tried, held }) => !tried && !held)
  const without = (...gone: (Entry | undefined)[]) => entries.filter((entry) => !gone.includes(entry))
  if (deed.does === 'rate') {
    const same = open.find(
      ({ deed: had }) =>
        had.does === 'rate' &&
        had.statementId === deed.statementId &&
        had.question === deed.question &&
        had.round === deed.round,
    )
    return [...without(same), next]
  }
  if (deed.does === 'add-view') return [...entries, next]
  const added = open.find(({ deed: had }) => had.does === 'add-view' && had.viewId === deed.viewId)
  const edited = open.find(({ deed: had }) => had.does === 'edit-view' && had.viewId === deed.viewId)
  if (deed.does === 'delete-view') return added ? without(added, edited) : [...without(edited), next]
  if (!added) return [...without(edited), next]
  return entries.map((entry) => (entry === added ? { ...entry, deed: { ...deed, does: 'add-view' as const } } : entry))
}
