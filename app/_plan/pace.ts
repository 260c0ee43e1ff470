import type { RunSheet } from '#server/plan/run-sheet.ts'

/** How a workshop's time stands against its plan, in whole minutes. */
export interface Pace {
  /** Since the room left the first step. */
  readonly gone: number
  /** Above 0: so many minutes ahead of the plan; below: behind it. */
  readonly ahead: number
  /** How many minutes longer than planned the room has been at the step it is at; 0 within them. */
  readonly over: number
}

const MINUTE_MS = 60_000

/**
 * The running clock against the plan. A workshop begins when it leaves its first step; until the minutes of the step it is at
 * are used up it is as far ahead as it came to it early. Undefined before it has begun.
 */
export function paceOf(
  { steps, atId, begunAt, sinceAt }: Pick<RunSheet, 'steps' | 'atId' | 'begunAt' | 'sinceAt'>,
  nowMs: number,
): Pace | undefined {
  const i = steps.findIndex(({ id }) => id === atId)
  const at = steps[i]
  if (!begunAt || !sinceAt || !at || at.kind === 'join') return undefined
  const before = steps
    .slice(0, i)
    .filter(({ kind, state }) => kind !== 'join' && state === 'planned')
    .reduce((sum, { minutes }) => sum + minutes, 0)
  const [begun, since] = [Date.parse(begunAt), Date.parse(sinceAt)]
  const gone = Math.max(0, (nowMs - begun) / MINUTE_MS)
  const here = Math.max(0, (nowMs - since) / MINUTE_MS)
  // Where the plan would be by what was done: all before, and of this step what was used of it, up to its minutes.
  const done = before + Math.min(here, at.minutes)
  return {
    gone: Math.floor(gone),
    ahead: Math.round(done - gone),
    over: Math.max(0, Math.floor(here - at.minutes)),
  }
}
