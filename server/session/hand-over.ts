import { and, eq } from 'drizzle-orm'
import { sessions } from '#db/schema/sessions.ts'
import { type Convening, membershipIn } from '#server/auth/who-is.ts'
import { refuse } from '#server/refusal.ts'
import type { UserId } from '#server/vocabulary/ids.ts'
import { convenes } from '#server/vocabulary/role.ts'
import type { Work } from '#server/work.ts'
import { holdSession } from './find.ts'

/**
 * Says who runs the room from here on: another convenor of the network, or oneself, when somebody's laptop is dead. It takes
 * no right from anybody: every convenor may go on pressing.
 */
export async function handOver(
  { db, announce }: Work,
  { networkId, sessionId }: Convening,
  { userId }: { userId: string },
): Promise<void> {
  const membership = await membershipIn(db, { userId: userId as UserId }, networkId)
  if (!membership || !convenes(membership.role)) throw refuse('not_found')
  await db.transaction(async (tx) => {
    const session = await holdSession(tx, sessionId)
    if (session.closedAt) throw refuse('session.closed')
    await tx
      .update(sessions)
      .set({ runByUserId: userId })
      .where(and(eq(sessions.networkId, networkId), eq(sessions.id, sessionId)))
  })
  announce(sessionId, 'people')
}
