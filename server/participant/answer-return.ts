import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { returns } from '#db/schema/kept.ts'
import { seats } from '#db/schema/sessions.ts'
import { findSeat } from '#server/auth/seat.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { refuse } from '#server/refusal.ts'
import { findSession, holdSession, type Session } from '#server/session/find.ts'
import { newId, type ReturnId, type SeatId } from '#server/vocabulary/ids.ts'
import type { Work } from '#server/work.ts'
import { mustHaveRoom } from './find-door.ts'

const theOne = ({ networkId, sessionId }: Convening, returnId: ReturnId) =>
  and(eq(returns.networkId, networkId), eq(returns.sessionId, sessionId), eq(returns.id, returnId))

/**
 * Lets somebody take up their own seat on another device. Only a participant's seat of this workshop can be given. Whoever has
 * none yet, and asked because the door is locked, is given a new one for the partner they named.
 */
export async function letReturn(
  { db, clock, announce }: Work,
  convening: Convening,
  { returnId, seatId: had }: { returnId: ReturnId; seatId: SeatId | null },
): Promise<void> {
  await db.transaction(async (tx) => {
    const session = await holdSession(tx, convening.sessionId, 'share')
    if (session.closedAt) throw refuse('session.closed')
    const seatId = had ?? (await giveNewSeat(tx, session, theOne(convening, returnId), clock.now()))
    const seat = await findSeat(tx, convening.sessionId, seatId)
    if (seat?.kind !== 'participant' || seat.medium !== 'screen') throw refuse('not_found')
    const answered = await tx
      .update(returns)
      .set({ answer: 'yes', seatId, byUserId: convening.userId, ...withoutName(session) })
      .where(and(theOne(convening, returnId), eq(returns.answer, 'waiting')))
      .returning({ id: returns.id })
    if (answered.length === 0) throw refuse('not_found')
  })
  announce(convening.sessionId, 'people')
}

/** A workshop that shows nobody keeps no name, whatever was typed. */
const withoutName = ({ attribution }: Session) => (attribution === 'none' ? { name: '' } : {})

async function giveNewSeat(
  tx: Pick<Db, 'select' | 'insert'>,
  session: Session,
  theAsking: ReturnType<typeof theOne>,
  joinedAt: Date,
): Promise<SeatId> {
  // Of two presses the second waits here, and finds the asking answered.
  const [asking] = await tx.select().from(returns).where(theAsking).for('update')
  if (asking?.answer !== 'waiting') throw refuse('not_found')
  await mustHaveRoom(tx, session)
  const { networkId, id: sessionId } = session
  const id = newId<'seat'>()
  const { name } = { ...asking, ...withoutName(session) }
  await tx.insert(seats).values({ networkId, id, sessionId, name, partnerId: asking.partnerId, joinedAt })
  return id
}

/** Says no: they may join anew, or ask again. */
export async function turnAway({ db, announce }: Work, convening: Convening, returnId: ReturnId): Promise<void> {
  const session = await findSession(db, convening.sessionId)
  const answered = await db
    .update(returns)
    .set({ answer: 'no', byUserId: convening.userId, ...withoutName(session) })
    .where(and(theOne(convening, returnId), eq(returns.answer, 'waiting')))
    .returning({ id: returns.id })
  if (answered.length === 0) throw refuse('not_found')
  announce(convening.sessionId, 'people')
}
