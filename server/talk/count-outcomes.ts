import { and, count, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { talkOutcomes } from '#db/schema/talk.ts'
import type { Session } from '#server/session/find.ts'

/** How often somebody wrote down, or took back, how the talk about a statement of this workshop ended. */
export async function countOutcomes(db: Db, { networkId, id }: Pick<Session, 'networkId' | 'id'>): Promise<number> {
  const ofSession = and(eq(talkOutcomes.networkId, networkId), eq(talkOutcomes.sessionId, id))
  const [row] = await db.select({ n: count() }).from(talkOutcomes).where(ofSession)
  return row?.n ?? 0
}
