import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { authorisers } from '#db/schema/authorisers.ts'
import { findLines } from '#server/statement/find.ts'
import { findLosses } from '#server/value/find-losses.ts'
import type { LinkedAim } from '#server/vocabulary/activity.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'

/** Something of the network's that an activity can be aimed at. */
export interface Aim {
  kind: LinkedAim
  id: string
  label: string
}

/** What an activity can be aimed at: the lines of the statements in their latest words, who backs the network, and what was or may be lost. */
export async function findAims(db: Pick<Db, 'select'>, networkId: NetworkId): Promise<Aim[]> {
  const lines = await findLines(db, networkId)
  const backers = await db
    .select({ id: authorisers.id, label: authorisers.label })
    .from(authorisers)
    .where(and(eq(authorisers.networkId, networkId), isNull(authorisers.endedOn)))
    .orderBy(asc(authorisers.addedAt), asc(authorisers.id))
  const losses = await findLosses(db, networkId)
  return [
    ...lines.map(({ id, text }): Aim => ({ kind: 'statement', id, label: text })),
    ...backers.map(({ id, label }): Aim => ({ kind: 'authoriser', id, label })),
    ...losses.map(({ id, text }): Aim => ({ kind: 'value_entry', id, label: text })),
  ]
}

export const findAim = async (db: Pick<Db, 'select'>, networkId: NetworkId, kind: LinkedAim, id: string) =>
  (await findAims(db, networkId)).find((aim) => aim.kind === kind && aim.id === id)
