import type { IncomingMessage } from 'node:http'
import { findSeats, type Seat, type SeatAsked, seatNamed } from '#server/auth/seat.ts'
import { conveningOf, whoIs } from '#server/auth/who-is.ts'
import { gathered } from '#server/gathered.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import type { Work } from '#server/work.ts'
import { takeConvenorSeat } from './join-session.ts'

/** Looks up a seat as it stands at that moment or later. */
export type SeatFinder = (asked: SeatAsked) => Promise<Seat | undefined>

/** Looks up together the seats that many ask about at a time, as when a room's phones all come back at once. */
export const seatFinder = ({ db }: Pick<Work, 'db'>): SeatFinder =>
  gathered((asked: readonly SeatAsked[]) => findSeats(db, asked))

type Asking = Pick<IncomingMessage, 'headers' | 'url'>

const asksAsConvenor = ({ url }: Asking): boolean =>
  new URL(url ?? '/', 'http://here').searchParams.get('as') === 'convenor'

/** The seat that somebody at the live line's door would come in by, if it still is theirs; undefined where it isn't only that. */
export function seatAskedFor(secret: string, request: Asking, sessionId: SessionId): SeatAsked | undefined {
  return asksAsConvenor(request) ? undefined : seatNamed(sessionId, request.headers.cookie, secret)
}

/**
 * Whose place somebody at the live line's door takes: the seat their cookie proves, or their own as a convenor of the
 * session. Null for everybody else, whether or not there is such a session. `?as=convenor` asks for the convenor's place
 * when a person holds both.
 */
export async function admit(
  work: Work,
  secret: string,
  request: Asking,
  sessionId: SessionId,
  find: SeatFinder = seatFinder(work),
): Promise<Seat | null> {
  const cookies = request.headers.cookie
  const named = seatNamed(sessionId, cookies, secret)
  const asConvenor = asksAsConvenor(request)
  const seat = named && !asConvenor ? await find(named) : undefined
  const convenor = seat ? undefined : await convenorSeat(work, cookies, sessionId, find)
  return seat ?? convenor ?? (named && asConvenor ? await find(named) : undefined) ?? null
}

async function convenorSeat(
  work: Work,
  cookies: string | undefined,
  sessionId: SessionId,
  find: SeatFinder,
): Promise<Seat | undefined> {
  const person = await whoIs(work.db, work.clock, cookies)
  const convening = person && (await conveningOf(work.db, person, sessionId))
  if (!person || !convening) return undefined
  const seatId = await takeConvenorSeat(work, { ...convening, userId: person.userId }, person.name)
  return find({ sessionId, seatId, via: null })
}

/**
 * The seat that was let in as it stands now, if it still may stay: it was not removed, and whoever came in as a convenor still is
 * one, by the sign-in that their request carried. `signed-out`: only that is over.
 */
export async function stillAdmitted(
  work: Work,
  seat: Seat,
  cameBy: { headers: { cookie?: string | undefined } },
  find: SeatFinder = seatFinder(work),
): Promise<Seat | 'signed-out' | null> {
  const now = await find({ sessionId: seat.sessionId, seatId: seat.id, via: seat.via })
  if (!now) return null
  if (now.kind !== 'convenor' || !now.userId) return now
  const person = await whoIs(work.db, work.clock, cameBy.headers.cookie)
  if (person?.userId !== now.userId) return 'signed-out'
  return (await conveningOf(work.db, person, seat.sessionId)) ? now : null
}
