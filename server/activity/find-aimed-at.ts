import { and, desc, eq, inArray, ne } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { activities } from '#db/schema/activities.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import { isOpen } from './held-back.ts'

/** Informal work that is done or planned for a statement, an authoriser or a value entry: `on` is what it is for. */
export async function findAimedAt(
  db: Pick<Db, 'select'>,
  networkId: NetworkId,
): Promise<{ id: string; label: string; on: string }[]> {
  const rows = await db
    .select({ id: activities.id, label: activities.title, on: activities.aimId })
    .from(activities)
    .where(
      and(
        eq(activities.networkId, networkId),
        inArray(activities.aimKind, ['statement', 'authoriser', 'value_entry']),
        ne(activities.state, 'dropped'),
        isOpen,
      ),
    )
    .orderBy(desc(activities.onDay), desc(activities.id))
  return rows.flatMap(({ id, label, on }) => (on === null ? [] : [{ id, label, on }]))
}
