import { and, asc, countDistinct, eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { notes, threads } from '#db/schema/intelligence.ts'
import type { Membership } from '#server/auth/who-is.ts'
import type { ThreadId } from '#server/vocabulary/ids.ts'
import { readableBy } from './readable.ts'

/** A joined-up picture by its title. */
export interface ThreadLine {
  id: ThreadId
  title: string
  /** Whether somebody who contributed still waits to hear what happened with it. */
  waits: boolean
}

/**
 * The threads of several partners that this reader may read in whole, the one that was opened first on top. Whoever may read
 * only a part of a thread is not told that there is one, for its title speaks of all of it. Observers read none.
 */
export async function findThreads(
  db: Pick<Db, 'select'>,
  reader: Pick<Membership, 'networkId' | 'userId' | 'role'>,
): Promise<ThreadLine[]> {
  if (reader.role === 'observer') return []
  const whole = sql`bool_and(${readableBy(db, reader)})`
  const rows = await db
    .select({ id: threads.id, title: threads.title, waits: sql<boolean>`bool_or(${notes.answer} = '')` })
    .from(threads)
    .innerJoin(notes, and(eq(notes.networkId, threads.networkId), eq(notes.threadId, threads.id)))
    .where(eq(threads.networkId, reader.networkId))
    .groupBy(threads.id, threads.title, threads.openedAt)
    .having(and(whole, sql`${countDistinct(notes.partnerId)} > 1`))
    .orderBy(asc(threads.openedAt), asc(threads.id))
  return rows.map(({ id, title, waits }) => ({ id: id as ThreadId, title, waits }))
}

/** What those threads are called, by id. */
export const findThreadTitles = async (
  db: Pick<Db, 'select'>,
  reader: Pick<Membership, 'networkId' | 'userId' | 'role'>,
): Promise<Map<string, string>> => new Map((await findThreads(db, reader)).map(({ id, title }) => [id, title]))
