import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { sessionSteps } from '#db/schema/plans.ts'
import type { Session } from '#server/session/find.ts'
import type { Dotted, Stacking } from '#server/vocabulary/dots.ts'
import type { StepId } from '#server/vocabulary/ids.ts'
import type { Step } from '#server/vocabulary/step.ts'
import { isScript, type Script } from '#server/vocabulary/template.ts'

/** A step of a workshop's plan, with what only the convenor reads. */
export interface PlannedStep {
  id: StepId
  kind: Step
  script: Script
  minutes: number
  state: 'planned' | 'left-out'
  title: string
  instruction: string
  say: string
  watch: string
  stuck: string
  dots: number
  dotsOn: Dotted
  stacking: Stacking
  dotsShown: boolean
}
/** The same as everybody in the room may know it. */
export type StepNow = Omit<PlannedStep, 'say' | 'watch' | 'stuck'>

type OfSession = Pick<Session, 'networkId' | 'id'>

/** A workshop's steps in order, those left out too. */
export async function findPlan(db: Pick<Db, 'select'>, { networkId, id }: OfSession): Promise<PlannedStep[]> {
  const rows = await db
    .select()
    .from(sessionSteps)
    .where(and(eq(sessionSteps.networkId, networkId), eq(sessionSteps.sessionId, id)))
    .orderBy(asc(sessionSteps.position), asc(sessionSteps.id))
  return rows.map(({ networkId: _n, sessionId: _s, position: _p, dotsShownAt, ...step }) => ({
    ...step,
    id: step.id as StepId,
    script: isScript(step.script) ? step.script : step.kind,
    dotsShown: dotsShownAt !== null,
  }))
}

/** What of a plan everybody may know. */
export const forTheRoom = (plan: readonly PlannedStep[]): StepNow[] =>
  plan.map(({ say: _say, watch: _watch, stuck: _stuck, ...step }) => step)

/** Where the room is in its plan: at the step it was taken to, or else the first of that kind. */
export const atIn = <S extends { id: string; kind: Step }>(
  plan: readonly S[],
  { stepId, step }: Pick<Session, 'stepId' | 'step'>,
): S | undefined => plan.find(({ id }) => id === stepId) ?? plan.find(({ kind }) => kind === step)

/**
 * The step of a kind that the room means when it names only the kind: the next one ahead, else the last one behind.
 * Undefined when the plan has none that is not left out.
 */
export function ofKind(plan: readonly PlannedStep[], at: PlannedStep | undefined, kind: Step): PlannedStep | undefined {
  const from = at ? plan.indexOf(at) : -1
  const fits = (step: PlannedStep) => step.kind === kind && step.state === 'planned'
  return plan.slice(from + 1).find(fits) ?? plan.slice(0, Math.max(0, from)).reverse().find(fits)
}
