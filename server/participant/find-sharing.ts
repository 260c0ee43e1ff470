import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { returns } from '#db/schema/kept.ts'
import { seats } from '#db/schema/sessions.ts'
import type { Seat } from '#server/auth/seat.ts'
import type { ReturnId, SeatId } from '#server/vocabulary/ids.ts'

/** Who else holds one's seat, so that nobody reads along unseen. */
export interface Sharing {
  /** Devices that the convenor let in to this seat after this one came to it, in the order they asked. */
  readonly devices: readonly { readonly returnId: ReturnId; readonly askedAt: string }[]
  /** Seats that the convenor made one with this one: whoever held them holds it too. */
  readonly merged: readonly SeatId[]
}

/** The other devices at this seat, as this device may know and end them: one that came later can't send an earlier one away. */
export async function findSharing(db: Pick<Db, 'select'>, seat: Seat): Promise<Sharing> {
  const ofSeat = and(eq(returns.networkId, seat.networkId), eq(returns.seatId, seat.id), eq(returns.answer, 'yes'))
  const into = and(eq(seats.networkId, seat.networkId), eq(seats.mergedInto, seat.id))
  const [all, merged] = await Promise.all([
    db.select().from(returns).where(ofSeat).orderBy(asc(returns.askedAt), asc(returns.id)),
    db.select({ id: seats.id }).from(seats).where(into).orderBy(asc(seats.id)),
  ])
  const own = all.findIndex(({ id }) => id === seat.via)
  return {
    devices: all
      .slice(own + 1)
      .map(({ id, askedAt }) => ({ returnId: id as ReturnId, askedAt: askedAt.toISOString() })),
    merged: merged.map(({ id }) => id as SeatId),
  }
}
