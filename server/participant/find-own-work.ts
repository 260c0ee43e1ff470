import { and, desc, eq, isNull, or } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { keepLinks } from '#db/schema/kept.ts'
import { networks } from '#db/schema/networks.ts'
import { seats, sessions } from '#db/schema/sessions.ts'
import { findSeat, type Seat } from '#server/auth/seat.ts'
import type { SignedIn } from '#server/auth/who-is.ts'
import { ID_SHAPE, type SeatId, type SessionId } from '#server/vocabulary/ids.ts'

/** A workshop that an account took part in, or kept the work of. */
export interface OwnWork {
  readonly seatId: SeatId
  readonly sessionId: SessionId
  readonly name: string
  readonly networkName: string
  /** Where the network's clocks stand. */
  readonly zone: string
  readonly openedAt: string
}

/** Where somebody took part, the newest first: where they sat signed in, and what they kept by e-mail. */
export async function findOwnWork(db: Db, { userId }: Pick<SignedIn, 'userId'>, seatId?: string): Promise<OwnWork[]> {
  const rows = await db
    .selectDistinct({
      seatId: seats.id,
      sessionId: sessions.id,
      name: sessions.name,
      networkName: networks.name,
      zone: networks.timeZone,
      openedAt: sessions.openedAt,
    })
    .from(seats)
    .innerJoin(sessions, and(eq(sessions.networkId, seats.networkId), eq(sessions.id, seats.sessionId)))
    .innerJoin(networks, eq(networks.id, seats.networkId))
    .leftJoin(keepLinks, and(eq(keepLinks.networkId, seats.networkId), eq(keepLinks.seatId, seats.id)))
    .where(
      and(
        eq(seats.kind, 'participant'),
        isNull(seats.removedAt),
        or(eq(seats.userId, userId), eq(keepLinks.userId, userId)),
        seatId === undefined ? undefined : eq(seats.id, seatId),
      ),
    )
    .orderBy(desc(sessions.openedAt))
  return rows.map((row) => ({ ...row, openedAt: row.openedAt.toISOString() })) as OwnWork[]
}

/** The seat that this person may take up again on the device they are at; undefined when it is not theirs. */
export async function findOwnSeat(db: Db, person: Pick<SignedIn, 'userId'>, seatId: string): Promise<Seat | undefined> {
  const [own] = ID_SHAPE.test(seatId) ? await findOwnWork(db, person, seatId) : []
  return own && findSeat(db, own.sessionId, own.seatId)
}
