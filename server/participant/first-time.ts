import type { Db } from '#db/client.ts'
import { deeds, spentKeys } from '#db/schema/sessions.ts'
import type { Seat } from '#server/auth/seat.ts'
import type { Session } from '#server/session/find.ts'
import type { DeedKey } from '#server/vocabulary/ids.ts'
import { showsNobody } from './author.ts'

/**
 * Whether a deed is done for the first time. A phone that never heard the answer sends it again under the same `key`, and a
 * sending that was held up on the way may arrive after a newer one: both find that it is done. Noted in the deed's own
 * transaction, so that a refused one may be tried again. Without a key every time is the first.
 */
export async function firstTime(
  tx: Pick<Db, 'insert'>,
  seat: Pick<Seat, 'networkId' | 'id'>,
  key: DeedKey | undefined,
  at: Date,
): Promise<boolean> {
  if (!key) return true
  const noted = await tx
    .insert(deeds)
    .values({ networkId: seat.networkId, seatId: seat.id, key, at })
    .onConflictDoNothing()
    .returning({ key: deeds.key })
  return noted.length > 0
}

/** The same for what must not be held against whoever sent it: the key is noted with no seat and no time. */
export async function firstTimeUnsigned(
  tx: Pick<Db, 'insert'>,
  { networkId, id }: Pick<Session, 'networkId' | 'id'>,
  key: DeedKey | undefined,
): Promise<boolean> {
  if (!key) return true
  const noted = await tx
    .insert(spentKeys)
    .values({ networkId, sessionId: id, key })
    .onConflictDoNothing()
    .returning({ key: spentKeys.key })
  return noted.length > 0
}

/** The same for what is kept with its author, unless the workshop shows nobody. */
export const firstTimeIn = (
  tx: Pick<Db, 'insert'>,
  session: Session,
  seat: Seat,
  key: DeedKey | undefined,
  at: Date,
): Promise<boolean> => (showsNobody(session) ? firstTimeUnsigned(tx, session, key) : firstTime(tx, seat, key, at))
