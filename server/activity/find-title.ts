import { and, desc, eq, inArray, ne } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { activities } from '#db/schema/activities.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import { isOpen } from './held-back.ts'

/** What an activity is called; undefined when it is not there. Everybody of a network may read it. */
export async function findActivityTitle(
  db: Pick<Db, 'select'>,
  networkId: NetworkId,
  id: string,
): Promise<string | undefined> {
  const one = and(eq(activities.networkId, networkId), eq(activities.id, id), isOpen)
  const [row] = await db.select({ title: activities.title }).from(activities).where(one)
  return row?.title
}

const LATEST = 50

/** The titles of the latest activities, and of those named; what was called off is left out. */
export async function findActivityTitles(
  db: Pick<Db, 'select'>,
  networkId: NetworkId,
  named: readonly string[] = [],
): Promise<[id: string, title: string][]> {
  const here = and(eq(activities.networkId, networkId), ne(activities.state, 'dropped'), isOpen)
  const latest = await db
    .select({ id: activities.id, title: activities.title })
    .from(activities)
    .where(here)
    .orderBy(desc(activities.loggedAt), desc(activities.id))
    .limit(LATEST)
  const others =
    named.length === 0
      ? []
      : await db
          .select({ id: activities.id, title: activities.title })
          .from(activities)
          .where(and(here, inArray(activities.id, [...named])))
  return [...new Map([...latest, ...others].map(({ id, title }) => [id, title]))]
}
