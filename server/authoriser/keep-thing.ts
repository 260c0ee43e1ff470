import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { authorisers, dependencies, supportedThings } from '#db/schema/authorisers.ts'
import { noteChange } from '#server/change/note-change.ts'
import type { NetworkId, UserId } from '#server/vocabulary/ids.ts'

type Tx = Pick<Db, 'select' | 'insert' | 'update' | 'delete'>

/**
 * Lets something that another room keeps hang on authorisers: under its own id, so that "what if they go" counts it. Its label
 * follows when it is kept again.
 */
export async function keepThing(
  tx: Tx,
  networkId: NetworkId,
  thing: { id: string; kind: 'agreement'; label: string },
): Promise<void> {
  await tx
    .insert(supportedThings)
    .values({ networkId, ...thing })
    .onConflictDoUpdate({ target: [supportedThings.networkId, supportedThings.id], set: { label: thing.label } })
}

/** Something that is over hangs on nobody any more; whom it hung on is kept in the history. */
export async function letThingGo(
  tx: Tx,
  { networkId, at, by }: { networkId: NetworkId; at: Date; by: UserId | null },
  thing: { id: string; kind: 'agreement'; label: string },
): Promise<void> {
  const link = and(
    eq(dependencies.networkId, networkId),
    eq(dependencies.thingKind, thing.kind),
    eq(dependencies.thingId, thing.id),
  )
  for (const { authoriserId } of await tx.delete(dependencies).where(link).returning()) {
    const one = and(eq(authorisers.networkId, networkId), eq(authorisers.id, authoriserId))
    const [backer] = await tx.select({ label: authorisers.label }).from(authorisers).where(one)
    await noteChange(tx, {
      ...{ networkId, at, by, noun: 'dependency', thingId: authoriserId, label: backer?.label ?? '' },
      before: { thing: thing.label },
      after: {},
    })
  }
}
