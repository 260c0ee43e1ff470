import { and, eq, or, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { activities } from '#db/schema/activities.ts'
import { sessionActivities } from '#db/schema/in-the-room.ts'
import { sessions } from '#db/schema/sessions.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { verdictOn } from '#server/vocabulary/moderation.ts'
import { convenes } from '#server/vocabulary/role.ts'

/** Whether an activity was planned in a workshop whose convenor hid it, or has yet to let it be read. */
const heldBack = sql`exists (
  select 1 from ${sessionActivities} join ${sessions}
    on ${sessions.networkId} = ${sessionActivities.networkId} and ${sessions.id} = ${sessionActivities.sessionId}
  where ${sessionActivities.networkId} = ${activities.networkId} and ${sessionActivities.activityId} = ${activities.id}
    and (${sessionActivities.verdict} = 'hidden'
      or (${sessionActivities.verdict} = 'none' and ${sessions.moderation} = 'check')))`

/** What everybody of the network may read: all but what a workshop's convenor holds back. */
export const isOpen: SQL = sql`not ${heldBack}`

/** The same for one reader: whoever runs the network reads all, and everybody what they keep up themselves. */
export const mayRead = ({ role, userId }: Pick<Membership, 'role' | 'userId'>): SQL | undefined =>
  convenes(role) ? undefined : or(isOpen, eq(activities.ownerId, userId))

/**
 * Looks again at what was planned in a workshop once its words are changed: whoever runs the network has read what they write;
 * of others the new words wait as the first did, and what was hidden stays hidden.
 */
export async function judgeAnew(
  tx: Pick<Db, 'select' | 'update'>,
  by: Pick<Membership, 'networkId' | 'role'>,
  activityId: string,
): Promise<void> {
  const here = and(eq(sessionActivities.networkId, by.networkId), eq(sessionActivities.activityId, activityId))
  const [row] = await tx.select({ verdict: sessionActivities.verdict }).from(sessionActivities).where(here)
  if (!row) return
  const verdict = convenes(by.role) ? ('passed' as const) : verdictOn(row.verdict, false)
  await tx.update(sessionActivities).set({ verdict }).where(here)
}
