import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { seats } from '#db/schema/sessions.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { newId, type PartnerId, type SeatId } from '#server/vocabulary/ids.ts'
import { mustHaveRoom } from './find-door.ts'

/** A place for somebody who answers on paper: it has no name and no browser holds it. The door may be locked; the room is full alike. */
export async function seatOnPaper(
  tx: Pick<Db, 'select' | 'insert'>,
  { networkId, sessionId }: Convening,
  partnerId: PartnerId,
  joinedAt: Date,
): Promise<SeatId> {
  await mustHaveRoom(tx, { networkId, id: sessionId })
  const id = newId<'seat'>()
  await tx.insert(seats).values({ networkId, id, sessionId, medium: 'paper', partnerId, joinedAt })
  return id
}

/** Takes such a place away again, when its last sheet was taken out. */
export async function leaveOnPaper(
  tx: Pick<Db, 'update'>,
  { networkId, sessionId }: Convening,
  seatId: SeatId,
  removedAt: Date,
): Promise<void> {
  const theSeat = and(
    eq(seats.networkId, networkId),
    eq(seats.sessionId, sessionId),
    eq(seats.id, seatId),
    eq(seats.medium, 'paper'),
  )
  await tx.update(seats).set({ removedAt }).where(theSeat)
}
