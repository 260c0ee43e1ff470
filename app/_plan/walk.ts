import type { StepNow } from '#server/plan/find.ts'
import type { SessionNow } from '#server/session/now.ts'

/** Where the room is in its plan: the step, its number among those that are walked, and what comes before and after. */
export interface Walk {
  readonly at: StepNow | undefined
  readonly no: number
  readonly count: number
  readonly next: StepNow | undefined
  readonly previous: StepNow | undefined
}

export function walkOf({ plan, stepId }: Pick<SessionNow, 'plan' | 'stepId'>): Walk {
  const walked = plan.filter(({ id, state }) => state === 'planned' || id === stepId)
  const i = walked.findIndex(({ id }) => id === stepId)
  return {
    at: walked[i],
    no: i + 1,
    count: walked.length,
    next: walked[i + 1],
    previous: i > 0 ? walked[i - 1] : undefined,
  }
}
