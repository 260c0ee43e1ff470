import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { pulseAnswers } from '#db/schema/governance.ts'
import type { NetworkId, SeatId } from '#server/vocabulary/ids.ts'

/** An answer to the pulse of a network follows its author to another seat: one person has one, the first. */
export async function movePulse(
  tx: Pick<Db, 'select' | 'update' | 'delete'>,
  networkId: NetworkId,
  from: SeatId,
  into: SeatId,
): Promise<void> {
  const answered = (seatId: SeatId) => and(eq(pulseAnswers.networkId, networkId), eq(pulseAnswers.seatId, seatId))
  const [mine] = await tx.select().from(pulseAnswers).where(answered(from))
  if (!mine) return
  const [theirs] = await tx.select().from(pulseAnswers).where(answered(into))
  if (theirs && theirs.givenAt <= mine.givenAt) return void (await tx.delete(pulseAnswers).where(answered(from)))
  if (theirs) await tx.delete(pulseAnswers).where(answered(into))
  await tx.update(pulseAnswers).set({ seatId: into }).where(answered(from))
}
