import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { reports } from '#db/schema/in-the-room.ts'
import type { Session } from '#server/session/find.ts'

/** The cards made on the board itself that the convenor hid from the desk, by their ids. */
export async function findHiddenCards(
  db: Pick<Db, 'select'>,
  { networkId, id }: Pick<Session, 'networkId' | 'id'>,
): Promise<string[]> {
  const ofSession = and(eq(reports.networkId, networkId), eq(reports.sessionId, id))
  const rows = await db
    .select({ id: reports.thingId })
    .from(reports)
    .where(and(ofSession, eq(reports.kind, 'view'), eq(reports.state, 'hidden')))
  return [...new Set(rows.map((row) => row.id))]
}
