import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { backingSuggestions } from '#db/schema/in-the-room.ts'
import type { NetworkId, SeatId } from '#server/vocabulary/ids.ts'

/** What somebody told the convenor of who backs the network follows them to another seat. */
export async function moveSuggestions(
  tx: Pick<Db, 'update'>,
  networkId: NetworkId,
  from: SeatId,
  into: SeatId,
): Promise<void> {
  await tx
    .update(backingSuggestions)
    .set({ seatId: into })
    .where(and(eq(backingSuggestions.networkId, networkId), eq(backingSuggestions.seatId, from)))
}
