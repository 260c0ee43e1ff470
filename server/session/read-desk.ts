import { and, desc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/people.ts'
import { stepMoves } from '#db/schema/sessions.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { findMembers } from '#server/network/find.ts'
import { findHands } from '#server/participant/find-signals.ts'
import { convenes } from '#server/vocabulary/role.ts'
import { findSession } from './find.ts'

/** What only those who run the room may know: who runs it, who could, who moved it last, and who wants to speak. */
export async function readDesk(db: Db, { networkId, sessionId, userId }: Convening) {
  const session = await findSession(db, sessionId)
  const convenors = (await findMembers(db, networkId))
    .filter(({ role }) => convenes(role))
    .map((one) => ({ userId: one.userId, name: one.name || one.email }))
  const ofSession = and(eq(stepMoves.networkId, networkId), eq(stepMoves.sessionId, sessionId))
  const [last] = await db
    .select({ userId: users.id, name: users.name, email: users.email })
    .from(stepMoves)
    .leftJoin(users, eq(users.id, stepMoves.byUserId))
    .where(ofSession)
    .orderBy(desc(stepMoves.stepNo))
    .limit(1)
  return {
    me: userId,
    convenors,
    runBy: convenors.find((one) => one.userId === session.runByUserId) ?? null,
    movedBy: last?.userId ? { userId: last.userId, name: last.name || (last.email ?? '') } : null,
    hands: await findHands(db, session),
  }
}
