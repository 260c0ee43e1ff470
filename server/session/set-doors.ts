import { and, eq } from 'drizzle-orm'
import { sessions } from '#db/schema/sessions.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { refuse } from '#server/refusal.ts'
import type { Work } from '#server/work.ts'
import { findSession, opensLater } from './find.ts'

/** Locks the door or opens it, again or before its time. Those inside feel nothing. */
export async function setDoors(
  { db, clock, announce }: Work,
  convening: Convening,
  doors: 'open' | 'locked',
): Promise<void> {
  const session = await findSession(db, convening.sessionId)
  if (session.closedAt) throw refuse('session.closed')
  await db
    .update(sessions)
    .set({ doors, ...(doors === 'open' && opensLater(session, clock) ? { opensAt: null } : {}) })
    .where(and(eq(sessions.networkId, session.networkId), eq(sessions.id, session.id)))
  announce(convening.sessionId, 'people')
}
