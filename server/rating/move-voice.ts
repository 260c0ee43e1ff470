import { and, eq, isNotNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { ratings } from '#db/schema/ratings.ts'
import type { NetworkId, PartnerId, SeatId } from '#server/vocabulary/ids.ts'

/**
 * When a seat turns out to speak for another partner, the answers it gave in a named voice follow, and its first partner may
 * speak for itself. Where the new partner has answered already, that stands, and the seat's own counts for nobody.
 */
export async function moveVoice(
  tx: Pick<Db, 'select' | 'update'>,
  networkId: NetworkId,
  seatId: SeatId,
  partnerId: PartnerId,
): Promise<void> {
  const keyOf = ({ statementId, question, round }: typeof ratings.$inferSelect) => `${statementId} ${question} ${round}`
  const ofNetwork = eq(ratings.networkId, networkId)
  const ofSeat = and(ofNetwork, eq(ratings.seatId, seatId), isNotNull(ratings.speaksFor))
  const given = await tx.select().from(ratings).where(ofSeat)
  if (given.length === 0) return
  const theirs = await tx
    .select()
    .from(ratings)
    .where(and(ofNetwork, eq(ratings.speaksFor, partnerId)))
  const taken = new Set(theirs.filter((one) => one.seatId !== seatId).map(keyOf))
  for (const one of given) {
    const { statementId, question, round } = one
    const theOne = and(
      ...[ofSeat, eq(ratings.statementId, statementId), eq(ratings.question, question), eq(ratings.round, round)],
    )
    await tx
      .update(ratings)
      .set({ speaksFor: taken.has(keyOf(one)) ? null : partnerId })
      .where(theOne)
  }
}
