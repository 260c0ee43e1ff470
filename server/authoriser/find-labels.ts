import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { authorisers } from '#db/schema/authorisers.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'

/** What each authoriser of a network is called, by id; those who went too. */
export async function findAuthoriserLabels(db: Pick<Db, 'select'>, networkId: NetworkId): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: authorisers.id, label: authorisers.label })
    .from(authorisers)
    .where(eq(authorisers.networkId, networkId))
  return new Map(rows.map(({ id, label }) => [id, label]))
}
