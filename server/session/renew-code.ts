import { and, eq } from 'drizzle-orm'
import { sessions } from '#db/schema/sessions.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { refuse } from '#server/refusal.ts'
import { type Code, newCode } from '#server/vocabulary/code.ts'
import type { Work } from '#server/work.ts'
import { findByCode, holdSession } from './find.ts'

/** Gives the workshop a new code; the old one leads nowhere from here on. Whoever is in feels nothing. */
export async function renewCode({ db, announce }: Work, { networkId, sessionId }: Convening): Promise<Code> {
  const code = await db.transaction(async (tx) => {
    const session = await holdSession(tx, sessionId)
    if (session.closedAt) throw refuse('session.closed')
    let code = newCode()
    while (await findByCode(tx, code)) code = newCode()
    await tx
      .update(sessions)
      .set({ code })
      .where(and(eq(sessions.networkId, networkId), eq(sessions.id, sessionId)))
    return code
  })
  announce(sessionId, 'people')
  return code
}
