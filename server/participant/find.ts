import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { keepLinks } from '#db/schema/kept.ts'
import { seats } from '#db/schema/sessions.ts'
import type { Seat } from '#server/auth/seat.ts'
import type { NetworkId, PartnerId, SeatId, SessionId, UserId } from '#server/vocabulary/ids.ts'
import type { Medium } from '#server/vocabulary/role.ts'

export interface Participant {
  seatId: SeatId
  medium: Medium
  name: string
  partnerId: PartnerId | null
  askedPartner: string | null
  joinedAt: string
}

/** Who takes part in a session, in the order they came; those who were removed are left out. */
export async function findParticipants(
  db: Pick<Db, 'select'>,
  networkId: NetworkId,
  sessionId: SessionId,
): Promise<Participant[]> {
  const here = and(
    eq(seats.networkId, networkId),
    eq(seats.sessionId, sessionId),
    eq(seats.kind, 'participant'),
    isNull(seats.removedAt),
  )
  const rows = await db.select().from(seats).where(here).orderBy(asc(seats.joinedAt), asc(seats.id))
  return rows.map(({ id, medium, name, partnerId, askedPartner, joinedAt }) => ({
    seatId: id as SeatId,
    medium,
    name,
    partnerId: partnerId as PartnerId | null,
    askedPartner,
    joinedAt: joinedAt.toISOString(),
  }))
}

/** When somebody came to their seat, and which organisation they asked to be let in for, if they still wait for that. */
export async function findOwnPlace(
  db: Pick<Db, 'select'>,
  { networkId, id }: Pick<Seat, 'networkId' | 'id'>,
): Promise<Pick<Participant, 'askedPartner' | 'joinedAt'> | undefined> {
  const [row] = await db
    .select({ askedPartner: seats.askedPartner, joinedAt: seats.joinedAt })
    .from(seats)
    .where(and(eq(seats.networkId, networkId), eq(seats.id, id), eq(seats.kind, 'participant')))
  return row && { askedPartner: row.askedPartner, joinedAt: row.joinedAt.toISOString() }
}

/** Which account sits on which seat of a session, where people signed in: to find the same people again at another sitting. */
export async function findAccounts(
  db: Pick<Db, 'select'>,
  networkId: NetworkId,
  sessionId: SessionId,
): Promise<ReadonlyMap<string, string>> {
  const ofSession = and(eq(seats.networkId, networkId), eq(seats.sessionId, sessionId))
  const rows = await db.select({ id: seats.id, userId: seats.userId }).from(seats).where(ofSession)
  return new Map(rows.flatMap(({ id, userId }) => (userId ? [[id, userId] as const] : [])))
}

/**
 * The seats of a network that are one person's: the one given, those they sat on signed in, those whose work they kept by
 * e-mail, and what was merged into any of them. To ask each person once, however they came.
 */
export async function findSeatsOf(
  db: Pick<Db, 'select'>,
  networkId: NetworkId,
  { userId, seatId }: { userId: UserId | null; seatId: SeatId | null },
): Promise<SeatId[]> {
  const kept = db
    .select({ id: keepLinks.seatId })
    .from(keepLinks)
    .where(and(eq(keepLinks.networkId, networkId), eq(keepLinks.userId, userId ?? '')))
  const theirs = userId ? or(eq(seats.userId, userId), inArray(seats.id, kept)) : undefined
  const their = async (which: typeof theirs) =>
    (
      await db
        .select({ id: seats.id })
        .from(seats)
        .where(and(eq(seats.networkId, networkId), which))
    ).map(({ id }) => id as SeatId)
  const own = await their(or(inArray(seats.id, seatId ? [seatId] : []), theirs))
  return own.length === 0 ? [] : [...own, ...(await their(inArray(seats.mergedInto, own)))]
}
