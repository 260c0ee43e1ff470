import { and, eq } from 'drizzle-orm'
import { sessions } from '#db/schema/sessions.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { refuse } from '#server/refusal.ts'
import type { Call } from '#server/vocabulary/signal.ts'
import type { Work } from '#server/work.ts'
import { holdSession } from './find.ts'

/** Asks everybody who is here to come to the steps or to the board. It is an offer: who writes, or stays, is left alone. */
export async function callEverybody(
  { db, announce }: Work,
  { networkId, sessionId }: Convening,
  { to }: { to: Call },
): Promise<void> {
  await db.transaction(async (tx) => {
    const session = await holdSession(tx, sessionId)
    if (session.closedAt) throw refuse('session.closed')
    await tx
      .update(sessions)
      .set({ callTo: to, callNo: session.callNo + 1 })
      .where(and(eq(sessions.networkId, networkId), eq(sessions.id, sessionId)))
  })
  announce(sessionId, 'people')
}
