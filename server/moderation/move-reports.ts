import { and, eq, inArray, ne } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { reports } from '#db/schema/in-the-room.ts'
import type { NetworkId, SeatId } from '#server/vocabulary/ids.ts'

/**
 * What somebody asked the convenor to look at follows them to another seat: of a thing that both reported, one report stands,
 * hidden if either was, and else waiting for the convenor if either did.
 */
export async function moveReports(
  tx: Pick<Db, 'select' | 'update' | 'delete'>,
  networkId: NetworkId,
  from: SeatId,
  into: SeatId,
): Promise<void> {
  const of = (seatId: SeatId) => and(eq(reports.networkId, networkId), eq(reports.seatId, seatId))
  const had = new Set((await tx.select({ id: reports.thingId }).from(reports).where(of(into))).map(({ id }) => id))
  const mine = await tx.select({ id: reports.thingId, state: reports.state }).from(reports).where(of(from))
  const twice = mine.filter(({ id }) => had.has(id))
  if (twice.length > 0) {
    const these = (which: typeof twice) =>
      inArray(
        reports.thingId,
        which.map(({ id }) => id),
      )
    const hidden = twice.filter(({ state }) => state === 'hidden')
    if (hidden.length > 0)
      await tx
        .update(reports)
        .set({ state: 'hidden' })
        .where(and(of(into), these(hidden)))
    const open = twice.filter(({ state }) => state === 'open')
    // What the convenor hid stays hidden: for a card the report is all that says so.
    if (open.length > 0)
      await tx
        .update(reports)
        .set({ state: 'open' })
        .where(and(of(into), these(open), ne(reports.state, 'hidden')))
    await tx.delete(reports).where(and(of(from), these(twice)))
  }
  await tx.update(reports).set({ seatId: into }).where(of(from))
}
