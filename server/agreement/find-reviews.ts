import { and, asc, eq, isNull, lte } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { agreements } from '#db/schema/agreements.ts'
import type { Day } from '#server/vocabulary/day.ts'
import type { AgreementId, NetworkId, PartnerId } from '#server/vocabulary/ids.ts'

/** An agreement that is to be looked at again, and the partner that sees to it. */
export interface Review {
  id: AgreementId
  text: string
  reviewOn: string
  ownerPartner: PartnerId
}

/** The standing agreements of a network whose day to be looked at again has come by that day, the longest due first. */
export async function findReviews(db: Pick<Db, 'select'>, networkId: NetworkId, by: Day): Promise<Review[]> {
  const { id, text, reviewOn, ownerPartner } = agreements
  const due = and(eq(agreements.networkId, networkId), isNull(agreements.endedOn), lte(reviewOn, by))
  const rows = await db
    .select({ id, text, reviewOn, ownerPartner })
    .from(agreements)
    .where(due)
    .orderBy(asc(reviewOn), asc(id))
  return rows.map((row) => ({ ...row, id: row.id as AgreementId, ownerPartner: row.ownerPartner as PartnerId }))
}
