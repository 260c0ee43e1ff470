import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { purposes } from '#db/schema/means.ts'
import type { NetworkId, PartnerId, PurposeId } from '#server/vocabulary/ids.ts'

export interface Purpose {
  id: PurposeId
  text: string
  partnerId: PartnerId | null
  addedBy: string | null
}

/** The purpose cards of a network in the order they were added, beside what its workshops asked. */
export async function findPurposes(db: Pick<Db, 'select'>, networkId: NetworkId): Promise<Purpose[]> {
  const rows = await db
    .select()
    .from(purposes)
    .where(and(eq(purposes.networkId, networkId), isNull(purposes.takenOutAt)))
    .orderBy(asc(purposes.addedAt), asc(purposes.id))
  return rows.map(({ id, text, partnerId, addedBy }) => ({
    ...{ id: id as PurposeId, text, partnerId: partnerId as PartnerId | null, addedBy },
  }))
}
