import { and, desc, eq, lt, or } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '#db/client.ts'
import { changes } from '#db/schema/changes.ts'
import { users } from '#db/schema/people.ts'
import type { ChangedNoun } from '#server/vocabulary/changed.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import type { Fields } from './note-change.ts'

export interface ChangeLine {
  id: string
  at: string
  /** null when it was done by the operator's command, or the person is no longer known. */
  by: string | null
  noun: ChangedNoun
  thingId: string
  /** What the thing was called then; of a member what they are called now. */
  label: string
  before: Fields
  after: Fields
}

const whom = alias(users, 'whom')

export const CHANGES_PER_PAGE = 50

// One deed may change two records at one moment: a page that ended between them would lose the second.
const listedAfter = (before: Date, than: string | undefined) =>
  or(lt(changes.at, before), than === undefined ? undefined : and(eq(changes.at, before), lt(changes.id, than)))

/** Names the last change, so that a page can tell whether it is still as it was. Says nothing of what was changed. */
export async function lastChange(db: Db, networkId: NetworkId): Promise<string> {
  const [row] = await db
    .select({ id: changes.id })
    .from(changes)
    .where(eq(changes.networkId, networkId))
    .orderBy(desc(changes.at), desc(changes.id))
    .limit(1)
  return row?.id ?? ''
}

/**
 * What was changed in a network, the newest first; `before` a moment, and of one thing, when asked for. For convenors. `than`: of
 * what was changed at that very moment, only what is listed after this one.
 */
export async function findChanges(
  db: Db,
  networkId: NetworkId,
  asked: { before?: Date | undefined; than?: string | undefined; thingId?: string } = {},
): Promise<ChangeLine[]> {
  const rows = await db
    .select({ change: changes, name: users.name, email: users.email, whom: whom.name, address: whom.email })
    .from(changes)
    .leftJoin(users, eq(users.id, changes.byUserId))
    .leftJoin(whom, and(eq(changes.noun, 'member'), eq(whom.id, changes.thingId)))
    .where(
      and(
        eq(changes.networkId, networkId),
        asked.before ? listedAfter(asked.before, asked.than) : undefined,
        asked.thingId ? eq(changes.thingId, asked.thingId) : undefined,
      ),
    )
    .orderBy(desc(changes.at), desc(changes.id))
    .limit(CHANGES_PER_PAGE)
  return rows.map(({ change, name, email, whom, address }) => ({
    id: change.id,
    at: change.at.toISOString(),
    by: name || email,
    noun: change.noun,
    thingId: change.thingId,
    label: change.noun === 'member' ? whom || address || '' : change.label,
    before: change.before as Fields,
    after: change.after as Fields,
  }))
}
