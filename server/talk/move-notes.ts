import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { noteTakers } from '#db/schema/talk.ts'
import type { NetworkId, SeatId } from '#server/vocabulary/ids.ts'

/** Whoever takes notes from one seat takes them from the other it is made one with. */
export async function moveNotes(
  tx: Pick<Db, 'select' | 'insert' | 'delete'>,
  networkId: NetworkId,
  from: SeatId,
  into: SeatId,
): Promise<void> {
  const theirs = and(eq(noteTakers.networkId, networkId), eq(noteTakers.seatId, from))
  const [takes] = await tx.delete(noteTakers).where(theirs).returning()
  if (takes)
    await tx
      .insert(noteTakers)
      .values({ ...takes, seatId: into })
      .onConflictDoNothing()
}
