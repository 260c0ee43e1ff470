/** What a screen has heard of the server's clock: for each telling, how far the server was ahead of the screen then. */
export type Heard = readonly number[]

const KEPT = 6
const LATEST_MS = 15_000

/**
 * Adds a telling to what was heard. What is told is a little old when it arrives, and so never makes the server's clock seem
 * further ahead than it is. Nothing is told so late as to be much behind the rest: then a clock was set back, and only that
 * telling counts.
 */
export function hearClock(heard: Heard, serverMs: number, screenMs: number): Heard {
  const ahead = serverMs - screenMs
  return ahead < aheadBy(heard) - LATEST_MS && heard.length > 0 ? [ahead] : [...heard, ahead].slice(-KEPT)
}

/**
 * How far the server's clock is ahead of the screen's, in milliseconds: by the quickest of the last tellings. 0 before any.
 * @example aheadBy([-5_000, -4_950]) // -4950
 */
export const aheadBy = (heard: Heard): number => (heard.length === 0 ? 0 : Math.max(...heard))

/** What is left until a moment, in whole seconds, never below 0. */
export const secondsLeft = (endsMs: number, serverMs: number): number =>
  Math.max(0, Math.ceil((endsMs - serverMs) / 1_000))

/** What a timer says aloud while it passes from one second to another: half, one minute, the end; nothing in between. */
export type Announced = 'half' | 'one-minute' | 'over'

/**
 * What is to be said when a timer of `whole` seconds goes from `before` seconds left to `now`. The latest counts, so that a
 * screen which slept does not say everything at once; one minute is not said of a timer that has no more than one.
 * @example announced(600, 301, 300) // 'half'
 */
export function announced(whole: number, before: number, now: number): Announced | undefined {
  const passed = (mark: number) => before > mark && now <= mark
  if (passed(0)) return 'over'
  if (whole > 60 && passed(60)) return 'one-minute'
  return whole > 120 && passed(Math.floor(whole / 2)) ? 'half' : undefined
}
