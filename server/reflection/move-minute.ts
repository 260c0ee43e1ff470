import { and, eq, inArray } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { guestPulses } from '#db/schema/in-the-room.ts'
import { agencyAnswers, reflections } from '#db/schema/reflections.ts'
import { shownCount } from '#server/agency/pulse.ts'
import type { NetworkId, PartnerId, SeatId, UserId } from '#server/vocabulary/ids.ts'

type Tx = Pick<Db, 'select' | 'update' | 'delete'>

/**
 * What somebody wrote in the private minute follows them to another seat; of two answers to the pulse the first counts, unless
 * a mean was shown of the second: that stays where it was given.
 */
export async function moveMinute(tx: Tx, networkId: NetworkId, from: SeatId, into: SeatId): Promise<void> {
  await tx
    .update(reflections)
    .set({ seatId: into })
    .where(and(eq(reflections.networkId, networkId), eq(reflections.seatId, from)))
  const answered = (seatId: SeatId) => and(eq(guestPulses.networkId, networkId), eq(guestPulses.voterId, seatId))
  const [mine] = await tx.select().from(guestPulses).where(answered(from))
  if (!mine) return
  const [theirs] = await tx.select().from(guestPulses).where(answered(into))
  if (theirs) {
    const [second, at] = theirs.givenAt <= mine.givenAt ? [mine, from] : [theirs, into]
    if (await isInShownMean(tx, networkId, second)) return
    await tx.delete(guestPulses).where(answered(at))
    if (second === mine) return
  }
  await tx.update(guestPulses).set({ voterId: into }).where(answered(from))
}

/**
 * Of what somebody answered to the pulse from a seat, and of what the accounts that turned out to be theirs answered in the same
 * period, the first counts alone, unless a mean was shown of another.
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
  const given = await tx.select().from(agencyAnswers).where(signedIn)
  if (given.length === 0) return
  const isFirst = given.every(({ givenAt }) => givenAt > guest.givenAt)
  for (const second of isFirst ? given : [guest]) if (await isInShownMean(tx, networkId, second)) return
  if (isFirst) await tx.delete(agencyAnswers).where(signedIn)
  else await tx.delete(guestPulses).where(fromSeat)
}

/**
 * Whether a mean was shown that this answer is in. Taken out, the next one's answer could be worked out from the mean before
 * and the mean after.
 */
async function isInShownMean(
  tx: Tx,
  networkId: NetworkId,
  { period, band, givenAt }: Pick<typeof guestPulses.$inferSelect, 'period' | 'band' | 'givenAt'>,
): Promise<boolean> {
  const alike = (table: typeof guestPulses | typeof agencyAnswers) =>
    and(eq(table.networkId, networkId), eq(table.period, period), eq(table.band, band))
  const all = [
    ...(await tx.select({ at: guestPulses.givenAt }).from(guestPulses).where(alike(guestPulses))),
    ...(await tx.select({ at: agencyAnswers.givenAt }).from(agencyAnswers).where(alike(agencyAnswers))),
  ]
  return all.filter(({ at }) => at < givenAt).length < shownCount(all.length)
}

/** What a seat wrote for its organisation is read by the right one, once it is known which that is. */
export async function moveReaders(tx: Tx, networkId: NetworkId, seatId: SeatId, partnerId: PartnerId): Promise<void> {
  await tx
    .update(reflections)
    .set({ partnerId })
    .where(and(eq(reflections.networkId, networkId), eq(reflections.seatId, seatId)))
}
