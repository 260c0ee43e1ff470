import { and, eq } from 'drizzle-orm'
import { sessions } from '#db/schema/sessions.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { refuse } from '#server/refusal.ts'
import type { Work } from '#server/work.ts'
import { findSession } from './find.ts'

/** Locks the door or opens it again. Those inside feel nothing. */
export async function setDoors({ db, announce }: Work, convening: Convening, doors: 'open' | 'locked'): Promise<void> {
  const session = await findSession(db, convening.sessionId)
  if (session.closedAt) throw refuse('session.closed')
  await db
    .update(sessions)
    .set({ doors })
    .where(and(eq(sessions.networkId, session.networkId), eq(sessions.id, session.id)))
  announce(convening.sessionId, 'people')
}
