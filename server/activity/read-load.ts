import { and, count, eq, isNotNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { activities } from '#db/schema/activities.ts'
import { shareOfBusiest } from '#server/alignment/load.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { seesPeople } from './may.ts'

export const BUSIEST = 2

/**
 * The share of a network's informal work that the two busiest people keep up; null where so few do that it would always be
 * all, and for observers, who read nothing of people.
 */
export async function readLoad(
  db: Pick<Db, 'select'>,
  { networkId, role }: Pick<Membership, 'networkId' | 'role'>,
): Promise<number | null> {
  if (!seesPeople(role)) return null
  const rows = await db
    .select({ n: count() })
    .from(activities)
    .where(and(eq(activities.networkId, networkId), eq(activities.state, 'done'), isNotNull(activities.ownerId)))
    .groupBy(activities.ownerId)
  return (
    shareOfBusiest(
      rows.map(({ n }) => n),
      BUSIEST,
    ) ?? null
  )
}
