import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { signals } from '#db/schema/sessions.ts'
import type { NetworkId, SeatId } from '#server/vocabulary/ids.ts'

type Up = typeof signals.$inferSelect

/**
 * What is up stays up at another seat. Of two hands of one person the one that was up first keeps its place; of what both said
 * of a step the later saying counts, and nobody is done and needs more time.
 */
export async function moveSignals(
  tx: Pick<Db, 'select' | 'update' | 'delete'>,
  networkId: NetworkId,
  from: SeatId,
  into: SeatId,
): Promise<void> {
  const of = (seatId: SeatId) => and(eq(signals.networkId, networkId), eq(signals.seatId, seatId))
  const one = ({ seatId, kind }: Up) => and(of(seatId as SeatId), eq(signals.kind, kind))
  const had = await tx.select().from(signals).where(of(into))
  for (const mine of await tx.select().from(signals).where(of(from))) {
    const theirs = had.filter(({ kind }) => (kind === 'hand') === (mine.kind === 'hand'))
    if (theirs.some((their) => standsAgainst(their, mine))) await tx.delete(signals).where(one(mine))
    else {
      for (const their of theirs) await tx.delete(signals).where(one(their))
      await tx.update(signals).set({ seatId: into }).where(one(mine))
    }
  }
}

function standsAgainst(theirs: Up, mine: Up): boolean {
  if (mine.kind === 'hand') return theirs.at <= mine.at
  return theirs.stepNo === mine.stepNo ? theirs.at >= mine.at : theirs.stepNo > mine.stepNo
}
