import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { signals } from '#db/schema/sessions.ts'
import type { NetworkId, SeatId } from '#server/vocabulary/ids.ts'

/** A hand that is up stays up at another seat; of two of one person the one that was up first keeps its place. */
export async function moveSignals(
  tx: Pick<Db, 'select' | 'update' | 'delete'>,
  networkId: NetworkId,
  from: SeatId,
  into: SeatId,
): Promise<void> {
  const of = (seatId: SeatId) => and(eq(signals.networkId, networkId), eq(signals.seatId, seatId))
  const had = await tx.select().from(signals).where(of(into))
  for (const mine of await tx.select().from(signals).where(of(from))) {
    const theirs = had.find(({ kind }) => kind === mine.kind)
    const one = (seatId: SeatId) => and(of(seatId), eq(signals.kind, mine.kind))
    // More time, and being done, is said of a step: the later saying counts. A hand keeps its earlier place.
    const stands = theirs && (mine.kind === 'hand' ? theirs.at <= mine.at : theirs.stepNo >= mine.stepNo)
    if (stands) await tx.delete(signals).where(one(from))
    else {
      if (theirs) await tx.delete(signals).where(one(into))
      await tx.update(signals).set({ seatId: into }).where(one(from))
    }
  }
}
