import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { stories } from '#db/schema/stories.ts'
import type { NetworkId, SeatId } from '#server/vocabulary/ids.ts'

/** A story follows its author to another seat. Where that has told one already, each stays as it was told. */
export async function moveStory(
  tx: Pick<Db, 'select' | 'update'>,
  networkId: NetworkId,
  from: SeatId,
  into: SeatId,
): Promise<void> {
  const ofSeat = (seatId: SeatId) => and(eq(stories.networkId, networkId), eq(stories.seatId, seatId))
  const [told] = await tx.select({ id: stories.id }).from(stories).where(ofSeat(into))
  if (!told) await tx.update(stories).set({ seatId: into }).where(ofSeat(from))
}
