import { and, eq } from 'drizzle-orm'
import { sessions } from '#db/schema/sessions.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { refuse } from '#server/refusal.ts'
import type { Work } from '#server/work.ts'
import { holdSession, opensLater } from './find.ts'
import { readOpening } from './opening.ts'

/** Puts the hour at which the door opens earlier or later. Once it is open there is no hour any more: people are inside. */
export async function setOpening({ db, clock, announce }: Work, convening: Convening, hour: string): Promise<void> {
  const opensAt = readOpening(hour, clock)
  // Held, so that a door which a colleague opens at this moment does not shut again.
  await db.transaction(async (tx) => {
    const session = await holdSession(tx, convening.sessionId)
    if (session.closedAt) throw refuse('session.closed')
    if (!opensLater(session, clock)) throw refuse('session.open_already')
    await tx
      .update(sessions)
      .set({ opensAt })
      .where(and(eq(sessions.networkId, session.networkId), eq(sessions.id, session.id)))
  })
  announce(convening.sessionId, 'people')
}
