import type { IncomingMessage } from 'node:http'
import { findSeat, type Seat, seatOf } from '#server/auth/seat.ts'
import { conveningOf, whoIs } from '#server/auth/who-is.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import type { Work } from '#server/work.ts'
import { takeConvenorSeat } from './join-session.ts'

/**
 * Whose place somebody at the live line's door takes: the seat their cookie proves, or their own as a convenor of the
 * session. Null for everybody else, whether or not there is such a session. `?as=convenor` asks for the convenor's place
 * when a person holds both.
 */
export async function admit(
  work: Work,
  secret: string,
  request: Pick<IncomingMessage, 'headers' | 'url'>,
  sessionId: SessionId,
): Promise<Seat | null> {
  const cookies = request.headers.cookie
  const asConvenor = new URL(request.url ?? '/', 'http://here').searchParams.get('as') === 'convenor'
  const seat = asConvenor ? undefined : await seatOf(work.db, sessionId, cookies, secret)
  return (
    seat ??
    (await convenorSeat(work, cookies, sessionId)) ??
    (await seatOf(work.db, sessionId, cookies, secret)) ??
    null
  )
}

async function convenorSeat(work: Work, cookies: string | undefined, sessionId: SessionId): Promise<Seat | undefined> {
  const person = await whoIs(work.db, work.clock, cookies)
  const convening = person && (await conveningOf(work.db, person, sessionId))
  if (!person || !convening) return undefined
  const seatId = await takeConvenorSeat(work, { ...convening, userId: person.userId }, person.name)
  return findSeat(work.db, sessionId, seatId)
}

/** Whether a seat that was let in still may stay: it was not removed, and a convenor still is one. */
export async function stillAdmitted(work: Work, seat: Seat): Promise<Seat | null> {
  const now = await findSeat(work.db, seat.sessionId, seat.id, seat.via)
  if (!now) return null
  if (now.kind !== 'convenor' || !now.userId) return now
  return (await conveningOf(work.db, { userId: now.userId }, seat.sessionId)) ? now : null
}
