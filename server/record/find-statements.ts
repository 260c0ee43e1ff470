import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { records } from '#db/schema/records.ts'
import { sessions } from '#db/schema/sessions.ts'
import type { StatementReport } from '#server/analysis/report.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { statementsRetold } from '#server/disagreement/retold.ts'
import { statementsIn } from '#server/disagreement/showing.ts'
import { refuse } from '#server/refusal.ts'
import { findStatements } from '#server/statement/find.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import type { Attendance } from './attendance.ts'

/** What a closed workshop's room was told of its statements, without the rest of its record. */
export interface RecordStatements {
  sessionId: SessionId
  name: string
  heldAt: string
  people: Attendance
  /** None where nothing was shown. */
  statements: readonly StatementReport[]
  /** Statement id -> the id of its line through the sittings. */
  roots: Record<string, string>
}

/** Those of one closed workshop. "Not there" and "not yours" are the same refusal. */
export async function findRecordStatements(
  db: Db,
  { networkId }: Pick<Membership, 'networkId'>,
  sessionId: SessionId,
): Promise<RecordStatements> {
  const [row] = await db
    .select({
      ...statementsIn(records.report),
      people: records.people,
      name: sessions.name,
      openedAt: sessions.openedAt,
      source: sessions.source,
    })
    .from(records)
    .innerJoin(sessions, and(eq(sessions.networkId, records.networkId), eq(sessions.id, records.sessionId)))
    .where(and(eq(records.networkId, networkId), eq(records.sessionId, sessionId)))
  if (!row) throw refuse('not_found')
  const { statements, people, name, openedAt, source, ...kept } = row
  const asked = await findStatements(db, networkId, sessionId, { withReplaced: true })
  return {
    sessionId,
    name,
    heldAt: openedAt.toISOString(),
    people: people as Attendance,
    statements: statements ? statementsRetold({ source }, { ...kept, statements }) : [],
    roots: Object.fromEntries(asked.map(({ id, rootId }) => [id, rootId])),
  }
}
