import type { ProposeActivityInput } from '#server/activity/input.ts'
import type { SuggestBackerInput } from '#server/authoriser/input.ts'
import type { PlaceDotsInput } from '#server/dots/input.ts'
import type { HeardHereInput } from '#server/intelligence/input.ts'
import type { BallotId } from '#server/participant/author.ts'
import type { AnswerHereInput as PropositionAnswerInput } from '#server/proposition/input.ts'
import type { AnswerHereInput as PulseAnswerInput } from '#server/pulse/input.ts'
import type { PulseHereInput, ReflectHereInput } from '#server/reflection/input.ts'
import type { Facts, RefusalCode } from '#server/refusal.ts'
import type { TellStoryInput } from '#server/story/input.ts'
import type { Place } from '#server/vocabulary/corner.ts'
import type { Facet } from '#server/vocabulary/facet.ts'
import type { DeedKey, Id, StatementId } from '#server/vocabulary/ids.ts'
import type { Answer, Mandate, Question } from '#server/vocabulary/rating-scale.ts'
import type { Signal } from '#server/vocabulary/signal.ts'

/** What is said of a deed, without how it is sent. */
type Said<Input> = Omit<Input, 'key' | 'late'>

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
      /** The stored answer that a reason or a mandate is added to; none for a new answer. */
      addsTo?: Answer | undefined
      /** What it hangs on where the workshop shows nobody. */
      ballot?: BallotId | undefined
    }
  | { does: 'add-view'; viewId: Id<'view'>; place: Place; facet: Facet | null; text: string }
  | { does: 'edit-view'; viewId: Id<'view'>; place: Place; facet: Facet | null; text: string }
  | { does: 'delete-view'; viewId: Id<'view'> }
  | ({ does: 'tell-story'; teller: string } & Said<TellStoryInput>)
  | ({ does: 'place-dots'; stepId: Id<'step'> } & Said<PlaceDotsInput>)
  | ({ does: 'answer-proposition' } & Said<PropositionAnswerInput>)
  | ({ does: 'suggest-backer' } & Said<SuggestBackerInput>)
  | ({ does: 'propose-activity' } & Said<ProposeActivityInput>)
  | ({ does: 'reflect' } & Said<ReflectHereInput>)
  | ({ does: 'answer-agency' } & Said<PulseHereInput>)
  | ({ does: 'answer-pulse' } & Said<PulseAnswerInput>)
  | ({ does: 'note-heard' } & Said<HeardHereInput>)
  | { does: 'signal'; kind: Signal; up: boolean; stepNo: number }

export type Does = Deed['does']
export type DeedOf<One extends Does> = Extract<Deed, { does: One }>

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

/** The deeds of one kind among entries. */
export const deedsOf = <One extends Does>(entries: readonly Entry[], does: One): DeedOf<One>[] =>
  entries.flatMap(({ deed }) => (deed.does === does ? [deed as DeedOf<One>] : []))

/** What a later deed stands in place of: two of the same name say the same thing of the same thing. */
function nameOf(deed: Deed): string | undefined {
  if (deed.does === 'rate') return `rate ${deed.statementId} ${deed.question} ${deed.round}`
  if (deed.does === 'tell-story') return `story ${deed.storyId}`
  if (deed.does === 'place-dots') return `dots ${deed.stepId}`
  if (deed.does === 'answer-proposition') return `proposition ${deed.no}`
  if (deed.does === 'signal') return `signal ${deed.kind}`
  return undefined
}

/**
 * What becomes of the waiting entries when one more deed is put behind them: what was not tried yet is changed in place, so
 * that a phone which was offline does not send every turn its owner took.
 */
export function putBehind(entries: readonly Entry[], next: Entry): Entry[] {
  const { deed } = next
  const open = entries.filter(({ tried, held }) => !tried && !held)
  const without = (...gone: (Entry | undefined)[]) => entries.filter((entry) => !gone.includes(entry))
  if (deed.does === 'edit-view' || deed.does === 'delete-view') {
    const added = open.find(({ deed: had }) => had.does === 'add-view' && had.viewId === deed.viewId)
    const edited = open.find(({ deed: had }) => had.does === 'edit-view' && had.viewId === deed.viewId)
    if (deed.does === 'delete-view') return added ? without(added, edited) : [...without(edited), next]
    if (!added) return [...without(edited), next]
    return entries.map((entry) =>
      entry === added ? { ...entry, deed: { ...deed, does: 'add-view' as const } } : entry,
    )
  }
  const name = nameOf(deed)
  return [...without(name ? open.find(({ deed: had }) => nameOf(had) === name) : undefined), next]
}
