'use client'
import { useSyncExternalStore } from 'react'
import type { BallotId } from '#server/participant/author.ts'
import type { SessionNow } from '#server/session/now.ts'
import { ID_SHAPE, newId } from '#server/vocabulary/ids.ts'

/** Each thing that is asked has a ballot of its own, so that two answers of one person can't be put together. */
export type Asked = 'rate' | 'pulse' | `dots-${string}` | `report-${string}`

const nameOf = (sessionId: string, asked: Asked) => `ballot-${sessionId}-${asked}`
// For a phone that keeps nothing: until the page is left.
const unkept = new Map<string, string>()

/**
 * What this phone's answers hang on where the workshop shows nobody. It is made here and kept here: the server knows it, and
 * not whose it is. A phone that keeps nothing has a new one each time it loads the page. `before`: names it may be kept by too.
 */
export function ballotOf(name: string, before: readonly string[] = []): BallotId {
  const kept = [...before, name].map(read).find((one) => one && ID_SHAPE.test(one))
  if (kept) return kept as BallotId
  const made = newId<'ballot'>()
  unkept.set(name, made)
  try {
    window.localStorage.setItem(name, made)
  } catch {
    // Kept for as long as the page stands.
  }
  return made
}

function read(name: string): string | undefined {
  try {
    return window.localStorage.getItem(name) ?? unkept.get(name)
  } catch {
    return unkept.get(name)
  }
}

/** The same at the moment that something is said of one thing out of many: no ballot is made for what is only read. */
export const ballotNow = (
  { sessionId, attribution }: Pick<SessionNow, 'sessionId' | 'attribution'>,
  asked: Asked,
): BallotId | undefined => (attribution === 'none' ? ballotOf(nameOf(sessionId, asked)) : undefined)

const never = () => () => {}

/** The ballot to ask and answer with; undefined where seats answer, and before the page has woken. */
export function useBallot(
  { sessionId, attribution }: Pick<SessionNow, 'sessionId' | 'attribution'>,
  asked: Asked = 'rate',
): BallotId | undefined {
  return useSyncExternalStore(
    never,
    () => (attribution === 'none' ? ballotOf(nameOf(sessionId, asked)) : undefined),
    () => undefined,
  )
}
