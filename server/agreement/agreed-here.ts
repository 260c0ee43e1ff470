import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { agreementStands, agreements } from '#db/schema/agreements.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { STANDS, type Stand } from '#server/vocabulary/agreement.ts'
import type { AgreementId } from '#server/vocabulary/ids.ts'

/** What was agreed in one workshop, as the big screen shows it: its words, and how many partners stand where. Nobody's name. */
export interface AgreedHere {
  id: AgreementId
  text: string
  reviewOn: string
  counts: Record<Stand, number>
}

/** The agreements that were made in this workshop, the first one first; without those that were ended since. */
export async function findAgreedHere(
  db: Pick<Db, 'select'>,
  { networkId, sessionId }: Pick<Convening, 'networkId' | 'sessionId'>,
): Promise<AgreedHere[]> {
  const rows = await db
    .select({ one: agreements, stand: agreementStands.stand })
    .from(agreements)
    .leftJoin(
      agreementStands,
      and(eq(agreementStands.networkId, agreements.networkId), eq(agreementStands.agreementId, agreements.id)),
    )
    .where(and(eq(agreements.networkId, networkId), eq(agreements.sessionId, sessionId)))
    .orderBy(asc(agreements.addedAt), asc(agreements.id))
  const standing = new Map(rows.filter(({ one }) => one.endedOn === null).map(({ one }) => [one.id, one]))
  const saying = (id: string, stand: Stand) => rows.filter((row) => row.one.id === id && row.stand === stand).length
  return [...standing.values()].map(({ id, text, reviewOn }) => ({
    ...{ id: id as AgreementId, text, reviewOn },
    counts: Object.fromEntries(STANDS.map((stand) => [stand, saying(id, stand)])) as Record<Stand, number>,
  }))
}
