import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { valueEntries } from '#db/schema/values.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'

/** What was lost, or may be, because of a statement or an authoriser: `on` is what it comes from. */
export async function findCausedBy(
  db: Pick<Db, 'select'>,
  networkId: NetworkId,
): Promise<{ id: string; label: string; on: string }[]> {
  const rows = await db
    .select({ id: valueEntries.id, label: valueEntries.text, on: valueEntries.causeId })
    .from(valueEntries)
    .where(and(eq(valueEntries.networkId, networkId), inArray(valueEntries.causeKind, ['statement', 'authoriser'])))
    .orderBy(desc(valueEntries.addedAt), desc(valueEntries.id))
  return rows.flatMap(({ id, label, on }) => (on === null ? [] : [{ id, label, on }]))
}
