import { and, desc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { records } from '#db/schema/records.ts'
import { sessions } from '#db/schema/sessions.ts'
import type { BoardView } from '#server/board/view.ts'
import type { NetworkId, SessionId } from '#server/vocabulary/ids.ts'

/** The board of the workshop that was closed last, as its room saw it; null when none was. */
export async function findLastBoard(db: Pick<Db, 'select'>, networkId: NetworkId): Promise<BoardView | null> {
  const [row] = await db
    .select({ board: records.board })
    .from(records)
    .where(eq(records.networkId, networkId))
    .orderBy(desc(records.closedAt), desc(records.sessionId))
    .limit(1)
  return row ? (row.board as BoardView) : null
}

/** Which workshop was closed last, and when; null when none was. */
export async function findLastClosed(
  db: Pick<Db, 'select'>,
  networkId: NetworkId,
): Promise<{ sessionId: SessionId; name: string; closedAt: Date } | null> {
  const [row] = await db
    .select({ sessionId: records.sessionId, name: sessions.name, closedAt: records.closedAt })
    .from(records)
    .innerJoin(sessions, and(eq(sessions.networkId, records.networkId), eq(sessions.id, records.sessionId)))
    .where(eq(records.networkId, networkId))
    .orderBy(desc(records.closedAt), desc(records.sessionId))
    .limit(1)
  return row ? { ...row, sessionId: row.sessionId as SessionId } : null
}
