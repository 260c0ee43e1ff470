import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { sessionActivities } from '#db/schema/in-the-room.ts'
import type { Session } from '#server/session/find.ts'
import { mayBeShown } from '#server/vocabulary/moderation.ts'

/** What was planned in a workshop and its room may not read, by its ids: also what was called off since. */
export async function findHiddenPlans(
  db: Pick<Db, 'select'>,
  { networkId, id, moderation }: Pick<Session, 'networkId' | 'id' | 'moderation'>,
): Promise<string[]> {
  const rows = await db
    .select({ id: sessionActivities.activityId, verdict: sessionActivities.verdict })
    .from(sessionActivities)
    .where(and(eq(sessionActivities.networkId, networkId), eq(sessionActivities.sessionId, id)))
  return rows.flatMap((row) => (mayBeShown(row.verdict, moderation) ? [] : [row.id]))
}
