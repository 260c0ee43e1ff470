import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { authorisers } from '#db/schema/authorisers.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { findThreads } from '#server/intelligence/find-threads.ts'
import { findLines } from '#server/statement/find.ts'
import { findLosses } from '#server/value/find-losses.ts'
import type { LinkedAim } from '#server/vocabulary/activity.ts'

/** Something of the network's that an activity can be aimed at. */
export interface Aim {
  kind: LinkedAim
  id: string
  label: string
}

type Reader = Pick<Membership, 'networkId' | 'userId' | 'role'>

/**
 * What an activity can be aimed at: the lines of the statements in their latest words, who backs the network, the threads that
 * this reader may read in whole, and what was or may be lost. `withGone`: those too who back the network no more, from whom a
 * loss may come.
 */
export async function findAims(db: Pick<Db, 'select'>, reader: Reader, { withGone = false } = {}): Promise<Aim[]> {
  const { networkId } = reader
  const lines = await findLines(db, networkId)
  const backers = await db
    .select({ id: authorisers.id, label: authorisers.label })
    .from(authorisers)
    .where(and(eq(authorisers.networkId, networkId), withGone ? undefined : isNull(authorisers.endedOn)))
    .orderBy(asc(authorisers.addedAt), asc(authorisers.id))
  const threads = await findThreads(db, reader)
  const losses = await findLosses(db, networkId)
  return [
    ...lines.map(({ id, text }): Aim => ({ kind: 'statement', id, label: text })),
    ...backers.map(({ id, label }): Aim => ({ kind: 'authoriser', id, label })),
    ...threads.map(({ id, title }): Aim => ({ kind: 'thread', id, label: title })),
    ...losses.map(({ id, text }): Aim => ({ kind: 'value_entry', id, label: text })),
  ]
}

/** One of these; undefined when it is not there, or not this reader's to name. */
export const findAim = async (
  db: Pick<Db, 'select'>,
  reader: Reader,
  { kind, id }: { kind: LinkedAim; id: string },
  which: { withGone?: boolean } = {},
) => (await findAims(db, reader, which)).find((aim) => aim.kind === kind && aim.id === id)

/** The words of an aim as they are kept: none for a thread, whose title is for those alone who may read all of its notes. */
export const keptWords = ({ kind, label }: Aim): string => (kind === 'thread' ? '' : label)
