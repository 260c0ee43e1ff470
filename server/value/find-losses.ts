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

/** What an entry of the ledger says; undefined when it is not there. */
export async function findValueText(
  db: Pick<Db, 'select'>,
  networkId: NetworkId,
  id: string,
): Promise<string | undefined> {
  const one = and(eq(valueEntries.networkId, networkId), eq(valueEntries.id, id))
  const [row] = await db.select({ text: valueEntries.text }).from(valueEntries).where(one)
  return row?.text
}
