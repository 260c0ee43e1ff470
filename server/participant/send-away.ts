import { and, eq, gte } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { keepLinks, returns } from '#db/schema/kept.ts'
import { seats } from '#db/schema/sessions.ts'
import { type Seat, seatNow } from '#server/auth/seat.ts'
import { refuse } from '#server/refusal.ts'
import { holdSession } from '#server/session/find.ts'
import type { ReturnId } from '#server/vocabulary/ids.ts'
import type { Work } from '#server/work.ts'
import { findSharing } from './find-sharing.ts'

/**
 * "That wasn't me": takes one's seat from another device that was let in to it, at once, and whatever links were mailed since
 * then to keep what the seat gave. What that device wrote stays. Only by a device that held the seat before.
 */
export async function sendAway({ db, announce }: Work, proven: Seat, returnId: ReturnId): Promise<void> {
  const { networkId, sessionId } = proven
  await db.transaction(async (tx) => {
    await holdSession(tx, sessionId)
    const seat = await seatNow(tx, proven)
    const device = (await findSharing(tx, seat)).devices.find((one) => one.returnId === returnId)
    if (!device) throw refuse('not_found')
    await tx
      .update(returns)
      .set({ answer: 'no' })
      .where(and(eq(returns.networkId, networkId), eq(returns.id, returnId)))
    await takeLinksBack(tx, seat, new Date(device.askedAt))
  })
  announce(sessionId, 'rights')
  announce(sessionId, 'people')
}

/** A link that the other device had mailed would lead it, or an account of its own, back to the seat. */
async function takeLinksBack(tx: Pick<Db, 'delete' | 'update' | 'select'>, seat: Seat, since: Date): Promise<void> {
  const ofSeat = and(eq(keepLinks.networkId, seat.networkId), eq(keepLinks.seatId, seat.id))
  const gone = await tx
    .delete(keepLinks)
    .where(and(ofSeat, gte(keepLinks.askedAt, since)))
    .returning({ userId: keepLinks.userId })
  const left = await tx.select({ userId: keepLinks.userId }).from(keepLinks).where(ofSeat)
  const cameByIt = gone.some(({ userId }) => userId !== null && userId === seat.userId)
  if (!cameByIt || left.some(({ userId }) => userId === seat.userId)) return
  await tx
    .update(seats)
    .set({ userId: null })
    .where(and(eq(seats.networkId, seat.networkId), eq(seats.id, seat.id)))
}
