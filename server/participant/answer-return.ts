import { and, eq } from 'drizzle-orm'
import { returns } from '#db/schema/kept.ts'
import { findSeat } from '#server/auth/seat.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { refuse } from '#server/refusal.ts'
import { holdSession } from '#server/session/find.ts'
import type { ReturnId, SeatId } from '#server/vocabulary/ids.ts'
import type { Work } from '#server/work.ts'

const theOne = ({ networkId, sessionId }: Convening, returnId: ReturnId) =>
  and(eq(returns.networkId, networkId), eq(returns.sessionId, sessionId), eq(returns.id, returnId))

/** Lets somebody take up their own seat on another device. Only a participant's seat of this workshop can be given. */
export async function letReturn(
  { db, announce }: Work,
  convening: Convening,
  { returnId, seatId }: { returnId: ReturnId; seatId: SeatId },
): Promise<void> {
  await db.transaction(async (tx) => {
    if ((await holdSession(tx, convening.sessionId, 'share')).closedAt) throw refuse('session.closed')
    const seat = await findSeat(tx, convening.sessionId, seatId)
    if (seat?.kind !== 'participant' || seat.medium !== 'screen') throw refuse('not_found')
    const answered = await tx
      .update(returns)
      .set({ answer: 'yes', seatId, byUserId: convening.userId })
      .where(and(theOne(convening, returnId), eq(returns.answer, 'waiting')))
      .returning({ id: returns.id })
    if (answered.length === 0) throw refuse('not_found')
  })
  announce(convening.sessionId, 'people')
}

/** Says no: they may join anew, or ask again. */
export async function turnAway({ db, announce }: Work, convening: Convening, returnId: ReturnId): Promise<void> {
  const answered = await db
    .update(returns)
    .set({ answer: 'no', byUserId: convening.userId })
    .where(and(theOne(convening, returnId), eq(returns.answer, 'waiting')))
    .returning({ id: returns.id })
  if (answered.length === 0) throw refuse('not_found')
  announce(convening.sessionId, 'people')
}
