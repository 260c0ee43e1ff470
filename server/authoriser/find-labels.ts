import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { authorisers, dependencies } from '#db/schema/authorisers.ts'
import type { ThingKind } from '#server/vocabulary/backing.ts'
import type { AuthoriserId, NetworkId } from '#server/vocabulary/ids.ts'

/** What each authoriser of a network is called, by id; those who went too. */
export async function findAuthoriserLabels(db: Pick<Db, 'select'>, networkId: NetworkId): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: authorisers.id, label: authorisers.label })
    .from(authorisers)
    .where(eq(authorisers.networkId, networkId))
  return new Map(rows.map(({ id, label }) => [id, label]))
}

/** Who backs one thing now, in the order they were added. */
export async function findBackersOf(
  db: Pick<Db, 'select'>,
  networkId: NetworkId,
  thingKind: ThingKind,
  thingId: string,
): Promise<{ id: AuthoriserId; label: string }[]> {
  const rows = await db
    .select({ id: authorisers.id, label: authorisers.label })
    .from(dependencies)
    .innerJoin(
      authorisers,
      and(eq(authorisers.networkId, dependencies.networkId), eq(authorisers.id, dependencies.authoriserId)),
    )
    .where(
      and(
        eq(dependencies.networkId, networkId),
        eq(dependencies.thingKind, thingKind),
        eq(dependencies.thingId, thingId),
        isNull(authorisers.endedOn),
      ),
    )
    .orderBy(asc(authorisers.addedAt), asc(authorisers.id))
  return rows.map(({ id, label }) => ({ id: id as AuthoriserId, label }))
}
