import { and, eq, inArray } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { guestPulses } from '#db/schema/in-the-room.ts'
import { agencyAnswers, reflections } from '#db/schema/reflections.ts'
import type { NetworkId, PartnerId, SeatId, UserId } from '#server/vocabulary/ids.ts'

type Tx = Pick<Db, 'select' | 'update' | 'delete'>

/** What somebody wrote in the private minute follows them to another seat; of two answers to the pulse the first counts. */
export async function moveMinute(tx: Tx, networkId: NetworkId, from: SeatId, into: SeatId): Promise<void> {
  await tx
    .update(reflections)
    .set({ seatId: into })
    .where(and(eq(reflections.networkId, networkId), eq(reflections.seatId, from)))
  const answered = (seatId: SeatId) => and(eq(guestPulses.networkId, networkId), eq(guestPulses.voterId, seatId))
  const [mine] = await tx.select().from(guestPulses).where(answered(from))
  if (!mine) return
  const [theirs] = await tx.select().from(guestPulses).where(answered(into))
  if (theirs && theirs.givenAt <= mine.givenAt) return void (await tx.delete(guestPulses).where(answered(from)))
  if (theirs) await tx.delete(guestPulses).where(answered(into))
  await tx.update(guestPulses).set({ voterId: into }).where(answered(from))
}

/**
 * Of what somebody answered to the pulse from a seat, and of what the accounts that turned out to be theirs answered in the same
 * period, the first counts alone.
 */
export async function keepFirstPulse(
  tx: Tx,
  networkId: NetworkId,
  seatId: SeatId,
  userIds: readonly UserId[],
): Promise<void> {
  const fromSeat = and(eq(guestPulses.networkId, networkId), eq(guestPulses.voterId, seatId))
  const [guest] = await tx.select().from(guestPulses).where(fromSeat)
  if (!guest || userIds.length === 0) return
  const signedIn = and(
    eq(agencyAnswers.networkId, networkId),
    eq(agencyAnswers.period, guest.period),
    inArray(agencyAnswers.userId, [...userIds]),
  )
  const given = await tx.select({ givenAt: agencyAnswers.givenAt }).from(agencyAnswers).where(signedIn)
  if (given.length === 0) return
  const isFirst = given.every(({ givenAt }) => givenAt > guest.givenAt)
  if (isFirst) await tx.delete(agencyAnswers).where(signedIn)
  else await tx.delete(guestPulses).where(fromSeat)
}

/** What a seat wrote for its organisation is read by the right one, once it is known which that is. */
export async function moveReaders(tx: Tx, networkId: NetworkId, seatId: SeatId, partnerId: PartnerId): Promise<void> {
  await tx
    .update(reflections)
    .set({ partnerId })
    .where(and(eq(reflections.networkId, networkId), eq(reflections.seatId, seatId)))
}
