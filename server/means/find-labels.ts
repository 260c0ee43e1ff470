import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { capacities } from '#db/schema/means.ts'
import type { CapacityId, NetworkId } from '#server/vocabulary/ids.ts'

/** What the network's standing capacities are called, in the order they were added. */
export async function findCapacityLabels(
  db: Pick<Db, 'select'>,
  networkId: NetworkId,
): Promise<{ id: CapacityId; label: string }[]> {
  const rows = await db
    .select({ id: capacities.id, label: capacities.label })
    .from(capacities)
    .where(and(eq(capacities.networkId, networkId), isNull(capacities.endedOn)))
    .orderBy(asc(capacities.addedAt), asc(capacities.id))
  return rows.map(({ id, label }) => ({ id: id as CapacityId, label }))
}
