import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { ratings } from '#db/schema/ratings.ts'
import { seats, sessions } from '#db/schema/sessions.ts'
import type { NetworkId, PartnerId, SeatId } from '#server/vocabulary/ids.ts'

/**
 * When a seat turns out to speak for another partner, all it answered in a named voice follows, and its first partner may speak
 * for itself. Where a colleague has answered for the new partner already, that stands, and the seat's own waits: it counts for
 * nobody until its seat is put elsewhere, or the colleague's is. So a seat that is put wrong and back again speaks as before.
 */
export async function moveVoice(
  tx: Pick<Db, 'select' | 'update'>,
  networkId: NetworkId,
  seatId: SeatId,
  partnerId: PartnerId,
): Promise<void> {
  const ofNetwork = eq(ratings.networkId, networkId)
  const [one] = await tx
    .select({ sessionId: ratings.sessionId })
    .from(ratings)
    .innerJoin(sessions, and(eq(sessions.networkId, ratings.networkId), eq(sessions.id, ratings.sessionId)))
    .where(and(ofNetwork, eq(ratings.seatId, seatId), eq(sessions.voice, 'named')))
    .limit(1)
  if (!one) return
  const rows = await tx
    .select({ rating: ratings, partnerId: seats.partnerId, removedAt: seats.removedAt })
    .from(ratings)
    .innerJoin(seats, and(eq(seats.networkId, ratings.networkId), eq(seats.id, ratings.seatId)))
    .where(and(ofNetwork, eq(ratings.sessionId, one.sessionId)))
    .orderBy(asc(ratings.givenAt), asc(ratings.seatId))
  const [own, others] = [rows.filter(isOf(seatId)), rows.filter((row) => !isOf(seatId)(row))]
  const taken = new Set(others.flatMap(({ rating }) => (rating.speaksFor ? [placeOf(rating, rating.speaksFor)] : [])))
  const wait = others.filter(({ rating, removedAt }) => !rating.speaksFor && !removedAt)
  // Whoever is put here first, for it is they who were corrected; then those whom they stood in the way of.
  const asking = [...own.map((row) => ({ ...row, partnerId })), ...wait]
  const settled = asking.map(({ rating, partnerId: asks }) => {
    const free = asks !== null && !taken.has(placeOf(rating, asks))
    if (free) taken.add(placeOf(rating, asks))
    return { rating, speaksFor: free ? asks : null }
  })
  const changed = settled.filter(({ rating, speaksFor }) => rating.speaksFor !== speaksFor)
  // A place has room for one: those who leave one go before those who come to it.
  for (const { rating } of changed.filter(({ rating }) => rating.speaksFor))
    await tx.update(ratings).set({ speaksFor: null }).where(theOne(rating))
  for (const { rating, speaksFor } of changed.filter(({ speaksFor }) => speaksFor))
    await tx.update(ratings).set({ speaksFor }).where(theOne(rating))
}

type Given = typeof ratings.$inferSelect
const isOf =
  (seatId: SeatId) =>
  ({ rating }: { rating: Given }) =>
    rating.seatId === seatId
const placeOf = ({ statementId, question, round }: Given, partnerId: string) =>
  `${partnerId} ${statementId} ${question} ${round}`
const theOne = ({ networkId, seatId, statementId, question, round }: Given) =>
  and(
    ...[eq(ratings.networkId, networkId), eq(ratings.seatId, seatId), eq(ratings.statementId, statementId)],
    ...[eq(ratings.question, question), eq(ratings.round, round)],
  )
