/** What was said last of how far the room has come: the quarter it had reached, and the counts as they were then. */
export interface SaidSoFar {
  readonly quarter: number
  readonly finished: number
  readonly of: number
  /** False where there is nothing to say: what stands when somebody comes is no news, nor is that more people came. */
  readonly aloud: boolean
}

/**
 * Which quarter of the room has finished: 0 before a quarter of it has, 4 when all have. Counts of people or partners; nobody
 * at all is 0.
 * @example quarterOf(14, 22) // 2
 */
export const quarterOf = (finished: number, of: number): number => (of > 0 ? Math.floor((4 * finished) / of) : 0)

/** What stands when somebody comes in: nothing is said of it. */
export const firstSaid = (finished: number, of: number): SaidSoFar => ({
  ...{ quarter: quarterOf(finished, of), finished, of },
  aloud: false,
})

/**
 * What is said next, now that so many have finished: the same as before while the quarter is the same, so that nobody has to
 * listen to every answer.
 */
export function saidNext(said: SaidSoFar, finished: number, of: number): SaidSoFar {
  const quarter = quarterOf(finished, of)
  return quarter === said.quarter ? said : { quarter, finished, of, aloud: quarter > said.quarter }
}
