import type { SessionNow } from '#server/session/now.ts'
import { type Step, takesViews } from '#server/vocabulary/step.ts'
import type { Does, Entry } from './deed.ts'

/** Where a deed belongs; it may come late where it is not named by the step alone. */
export const STEP_OF: Partial<Record<Does, Step>> = {
  'tell-story': 'story',
  'suggest-backer': 'triangle',
  'propose-activity': 'activities',
  reflect: 'minute',
  'answer-agency': 'minute',
  'note-heard': 'minute',
}

type Where = Pick<SessionNow, 'step' | 'stepId' | 'stepNo' | 'round'>

/** Whether the room is, as far as this page knows, where there is a place for a deed that was refused for having none. */
export function fitsNow({ held, deed }: Entry, { step, stepId, round }: Where): boolean {
  const code = held?.code
  if (deed.does === 'rate') return code === 'rating.not_the_time' && step === 'rate' && deed.round === round
  if (code === 'view.not_the_time') return takesViews(step)
  if (code !== 'step.not_the_time') return false
  return deed.does === 'place-dots' ? deed.stepId === stepId : STEP_OF[deed.does] === step
}

/**
 * The refused deeds to try again, once each wherever the room is: a page may not have heard yet that the room has moved on,
 * and would ask the server without end. `tried` holds at which move of the room each was tried last, and is written.
 */
export function againNow(held: readonly Entry[], now: Where, tried: Map<string, number>): Entry[] {
  const again = held.filter((entry) => fitsNow(entry, now) && tried.get(entry.key) !== now.stepNo)
  for (const { key } of again) tried.set(key, now.stepNo)
  return again
}
