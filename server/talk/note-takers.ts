import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { seats } from '#db/schema/sessions.ts'
import { noteTakers } from '#db/schema/talk.ts'
import type { Seat } from '#server/auth/seat.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { refuse } from '#server/refusal.ts'
import { holdSession } from '#server/session/find.ts'
import type { NetworkId, SeatId, SessionId } from '#server/vocabulary/ids.ts'
import type { Work } from '#server/work.ts'
import type { NameNoteTakerInput } from './input.ts'

/** The seats that take notes in a workshop. */
export async function findNoteTakers(
  db: Pick<Db, 'select'>,
  { networkId, sessionId }: { networkId: NetworkId; sessionId: SessionId },
): Promise<SeatId[]> {
  const here = and(eq(noteTakers.networkId, networkId), eq(noteTakers.sessionId, sessionId))
  return (await db.select({ seatId: noteTakers.seatId }).from(noteTakers).where(here)).map(
    ({ seatId }) => seatId as SeatId,
  )
}

/** Whether this seat may write down how the talk ended. */
export const takesNotes = async (db: Pick<Db, 'select'>, seat: Seat): Promise<boolean> =>
  (await findNoteTakers(db, seat)).includes(seat.id)

/** Lets somebody who sits here write down how the talk ended, or lets them no more. Twice is once. */
export async function nameNoteTaker(
  { db, clock, announce }: Work,
  { networkId, sessionId }: Convening,
  { seatId, takes }: NameNoteTakerInput,
): Promise<void> {
  await db.transaction(async (tx) => {
    const session = await holdSession(tx, sessionId, 'share')
    if (session.closedAt) throw refuse('session.closed')
    const here = and(eq(seats.networkId, networkId), eq(seats.sessionId, sessionId), eq(seats.id, seatId))
    const sits = and(here, eq(seats.kind, 'participant'), eq(seats.medium, 'screen'), isNull(seats.removedAt))
    const [seat] = await tx.select({ id: seats.id }).from(seats).where(sits)
    if (!seat) throw refuse('not_found')
    const theirs = and(eq(noteTakers.networkId, networkId), eq(noteTakers.seatId, seatId))
    if (!takes) await tx.delete(noteTakers).where(theirs)
    else await tx.insert(noteTakers).values({ networkId, sessionId, seatId, since: clock.now() }).onConflictDoNothing()
  })
  announce(sessionId, 'rights')
  announce(sessionId, 'people')
}
