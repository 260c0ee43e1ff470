import type { Db } from '#db/client.ts'
import { findSession } from '#server/session/find.ts'
import type { SeatId, SessionId } from '#server/vocabulary/ids.ts'
import { findParticipants } from './find.ts'

/** What the people in a workshop are called, by their seats: only where it shows names, and elsewhere nobody. */
export async function findShownNames(db: Db, sessionId: SessionId): Promise<{ seatId: SeatId; name: string }[]> {
  const { networkId, attribution } = await findSession(db, sessionId)
  if (attribution !== 'names') return []
  return (await findParticipants(db, networkId, sessionId)).map(({ seatId, name }) => ({ seatId, name }))
}
