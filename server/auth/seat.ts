import { createHmac } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { returns } from '#db/schema/kept.ts'
import { seats, sessions } from '#db/schema/sessions.ts'
import { refuse } from '#server/refusal.ts'
import {
  ID_SHAPE,
  idOfBytes,
  type NetworkId,
  type PartnerId,
  type ReturnId,
  type SeatId,
  type SessionId,
  type UserId,
} from '#server/vocabulary/ids.ts'
import type { Medium, SeatKind } from '#server/vocabulary/role.ts'
import { readCookie, readSigned, sign } from './cookie.ts'

declare const proven: unique symbol

/** Proof that somebody holds a place in a session. Only this file makes one. */
export interface Seat {
  readonly [proven]: 'seat'
  readonly networkId: NetworkId
  readonly sessionId: SessionId
  readonly id: SeatId
  readonly partnerId: PartnerId | null
  readonly kind: SeatKind
  readonly medium: Medium
  readonly name: string
  /** Who holds it, when they are signed in. */
  readonly userId: UserId | null
  /** The asking by which this device came to a seat that another device took; null for the one that took it. */
  readonly via: ReturnId | null
}

// A seat lasts as long as the workshop's doors, and a day for reading back (guests: until the doors close + 24 h).
const COOKIE_DAYS = 30

export const seatCookieName = (sessionId: SessionId): string => `seat-${sessionId}`

/**
 * The Set-Cookie line that gives a browser its seat. `secure` when the site is served over TLS. A device that was let in to
 * another's seat holds it by that asking (`via`), and no longer than it stands.
 */
export function seatCookie(
  seatId: SeatId,
  sessionId: SessionId,
  secret: string,
  secure: boolean,
  via: ReturnId | null = null,
): string {
  const value = sign([sessionId, seatId, ...(via ? [via] : [])].join('.'), secret)
  const age = COOKIE_DAYS * 86_400
  return `${seatCookieName(sessionId)}=${value}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}

/**
 * The seat that a join form leads to, however often it is sent: made of what was hidden in the form and of the secret, so
 * that nobody who sees a seat's id can send the form that leads to it. Undefined for a form that hides nothing.
 */
export function seatIdOfForm(once: string, secret: string): SeatId | undefined {
  if (!ID_SHAPE.test(once)) return undefined
  const bytes = createHmac('sha256', secret).update(`seat ${once}`).digest()
  return idOfBytes<'seat'>(bytes)
}

/** Which seat is asked about. */
export interface SeatAsked {
  readonly sessionId: SessionId
  readonly seatId: SeatId
  /** The asking by which a device came to it; null for the one that took it. */
  readonly via: ReturnId | null
}

/** The seat that a request's cookies name for this session, signed by us: whether it still is one, the database knows. */
export function seatNamed(
  sessionId: SessionId,
  cookies: string | null | undefined,
  secret: string,
): SeatAsked | undefined {
  const signed = readCookie(cookies, seatCookieName(sessionId))
  const [ofSession, seatId, via = null] = (signed && readSigned(signed, secret)?.split('.')) || []
  if (ofSession !== sessionId || !seatId) return undefined
  return { sessionId, seatId: seatId as SeatId, via: via as ReturnId | null }
}

/** The seat that a request's cookies prove for this session; undefined when they prove none, or it was taken away. */
export async function seatOf(
  db: Db,
  sessionId: SessionId,
  cookies: string | null | undefined,
  secret: string,
): Promise<Seat | undefined> {
  const named = seatNamed(sessionId, cookies, secret)
  return named && findSeat(db, sessionId, named.seatId, named.via)
}

/** One seat as it stands now: see `findSeats`. */
export async function findSeat(
  db: Pick<Db, 'select'>,
  sessionId: SessionId,
  seatId: SeatId,
  via: ReturnId | null = null,
): Promise<Seat | undefined> {
  const [seat] = await findSeats(db, [{ sessionId, seatId, via }])
  return seat
}

/**
 * Seats as they stand now, so that a removed or corrected one takes effect at once; in the order they were asked about, and
 * undefined for what is nobody's seat. Whoever holds one that was merged with another of theirs holds that one. With `via`, only
 * while the device that came by it was not sent away. One way to the database and back, however many.
 */
export async function findSeats(
  db: Pick<Db, 'select'>,
  asked: readonly SeatAsked[],
): Promise<readonly (Seat | undefined)[]> {
  // One value for all of them, so that the database keeps how it reads this.
  const list = JSON.stringify(asked.map(({ sessionId, seatId, via }, no) => [no, sessionId, seatId, via]))
  const rows = await db
    .select({
      no: sql<number>`asked.no`,
      networkId: seats.networkId,
      partnerId: seats.partnerId,
      kind: seats.kind,
      medium: seats.medium,
      name: seats.name,
      userId: seats.userId,
      mergedInto: seats.mergedInto,
      removedAt: seats.removedAt,
    })
    .from(seats)
    .innerJoin(
      sql`(select (a ->> 0)::int as no, a ->> 1 as session_id, a ->> 2 as id, a ->> 3 as via from json_array_elements(${list}::json) a) asked`,
      sql`asked.id = ${seats.id} and asked.session_id = ${seats.sessionId}`,
    )
    .innerJoin(sessions, and(eq(sessions.networkId, seats.networkId), eq(sessions.id, seats.sessionId)))
    .leftJoin(
      returns,
      and(sql`${returns.id} = asked.via and ${returns.sessionId} = asked.session_id`, eq(returns.answer, 'yes')),
    )
    .where(sql`asked.via is null or ${returns.id} is not null`)
  const found = new Map(rows.map((row) => [row.no, row]))
  const merged = rows.flatMap(({ no, mergedInto }) =>
    mergedInto ? [{ ...(asked[no] as SeatAsked), no, seatId: mergedInto as SeatId }] : [],
  )
  const instead = merged.length > 0 ? await findSeats(db, merged) : []
  const insteadOf = new Map(merged.map(({ no }, at) => [no, instead[at]]))
  return asked.map(({ sessionId, seatId, via }, at) => {
    const row = found.get(at)
    if (!row) return undefined
    const { no, mergedInto, removedAt, ...seat } = row
    if (mergedInto) return insteadOf.get(no)
    // A ballot is held by nobody.
    return removedAt || seat.kind === 'ballot'
      ? undefined
      : ({ ...seat, id: seatId, sessionId, via } as unknown as Seat)
  })
}

/**
 * The seat as it stands within a transaction that holds its session. What was proven before may be over: it was merged with
 * another, put with another partner, or taken away while the request was on its way. Refused when nobody holds it any more.
 */
export async function seatNow(tx: Pick<Db, 'select'>, { sessionId, id, via }: Seat): Promise<Seat> {
  const seat = await findSeat(tx, sessionId, id, via)
  if (!seat) throw refuse('seat.removed')
  return seat
}
