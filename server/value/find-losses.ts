import { and, desc, eq, ne } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { valueEntries } from '#db/schema/values.ts'
import type { NetworkId, ValueEntryId } from '#server/vocabulary/ids.ts'

/** What a network took away or may take away, in its words; the latest first. */
export async function findLosses(
  db: Pick<Db, 'select'>,
  networkId: NetworkId,
): Promise<{ id: ValueEntryId; text: string }[]> {
  const rows = await db
    .select({ id: valueEntries.id, text: valueEntries.text })
    .from(valueEntries)
    .where(and(eq(valueEntries.networkId, networkId), ne(valueEntries.direction, 'created')))
    .orderBy(desc(valueEntries.addedAt), desc(valueEntries.id))
  return rows.map(({ id, text }) => ({ id: id as ValueEntryId, text }))
}
