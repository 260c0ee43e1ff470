import { and, desc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { records } from '#db/schema/records.ts'
import { sessions } from '#db/schema/sessions.ts'
import type { Membership } from '#server/auth/who-is.ts'
import type { BoardView } from '#server/board/view.ts'
import { type Disagreement, toldAgain, toldOnce } from '#server/disagreement/read-disagreement.ts'
import { headlineRetold } from '#server/disagreement/retold.ts'
import { statementsIn } from '#server/disagreement/showing.ts'
import type { ShownDots } from '#server/dots/shown.ts'
import { refuse } from '#server/refusal.ts'
import type { Session } from '#server/session/find.ts'
import { findStatements } from '#server/statement/find.ts'
import { type TalkLine, talkRetold } from '#server/talk/find.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import type { Label } from '#server/vocabulary/label.ts'
import type { Attendance } from './attendance.ts'
import { signatureOf } from './signature.ts'

/** One closed workshop in the list. */
export interface RecordLine {
  sessionId: SessionId
  name: string
  heldAt: string
  closedAt: string
  people: number
  partners: number
  statements: number
  kinds: readonly { kind: Label; count: number }[]
}

/** A closed workshop, opened: exactly what the room saw. */
export interface KeptRecord {
  sessionId: SessionId
  name: string
  question: string
  voice: 'own' | 'named'
  heldAt: string
  closedAt: string
  credit: string | null
  board: BoardView
  shown: Disagreement | null
  people: Attendance
  /** What the room had to talk about and how it ended; null for a workshop closed before that was kept. */
  talk: TalkLine[] | null
  /** Where the dots lay that were shown, step by step. */
  dots: ShownDots[]
  /** Statement id -> the id of its line through the sittings. */
  roots: Record<string, string>
  signature: string
  /** Whether the contents are still what was signed. */
  intact: boolean
}

/** A network's closed workshops, the newest first. */
export async function findRecords(db: Db, { networkId }: Pick<Membership, 'networkId'>): Promise<RecordLine[]> {
  const rows = await db
    .select({ ...statementsIn(records.report), people: records.people, closedAt: records.closedAt, session: sessions })
    .from(records)
    .innerJoin(sessions, and(eq(sessions.networkId, records.networkId), eq(sessions.id, records.sessionId)))
    .where(eq(records.networkId, networkId))
    .orderBy(desc(sessions.openedAt), desc(sessions.id))
  return rows.map(({ statements, session, closedAt, ...kept }) => {
    const people = kept.people as Attendance
    return {
      sessionId: session.id as SessionId,
      name: session.name,
      heldAt: session.openedAt.toISOString(),
      closedAt: closedAt.toISOString(),
      people: people.count,
      partners: people.partners.filter(({ here }) => here > 0).length,
      statements: statements?.length ?? 0,
      kinds: statements ? headlineRetold(session, { ...kept, statements }) : [],
    }
  })
}

/** Opens one closed workshop. "Not there" and "not yours" are the same refusal. */
export async function openRecord(
  db: Db,
  { networkId }: Pick<Membership, 'networkId'>,
  sessionId: SessionId,
): Promise<KeptRecord> {
  const [row] = await db
    .select({ record: records, session: sessions })
    .from(records)
    .innerJoin(sessions, and(eq(sessions.networkId, records.networkId), eq(sessions.id, records.sessionId)))
    .where(and(eq(records.networkId, networkId), eq(records.sessionId, sessionId)))
  if (!row) throw refuse('not_found')
  const { record, session } = row
  const contents = {
    ...{ board: record.board, report: record.report, people: record.people },
    // A workshop closed before talk or dots were kept signed none.
    talk: record.talk ?? undefined,
    dots: record.dots ?? undefined,
  }
  const statements = await findStatements(db, networkId, sessionId, { withReplaced: true })
  const intact = signatureOf(contents) === record.signature
  const kept = record.report as Disagreement | null
  // What is as it was signed never changes: it is told again once.
  const tell = (told: Disagreement) =>
    intact ? toldOnce(db, session as Session, told, record.signature) : toldAgain(db, session as Session, told)
  const shown = kept && (await tell(kept))
  const talk = record.talk as TalkLine[] | null
  return {
    sessionId,
    name: session.name,
    question: session.question,
    voice: session.voice,
    heldAt: session.openedAt.toISOString(),
    closedAt: record.closedAt.toISOString(),
    credit: session.credit,
    board: record.board as BoardView,
    shown,
    people: record.people as Attendance,
    talk: talk && shown && kept.rules !== shown.rules ? talkRetold(talk, shown.report.statements) : talk,
    dots: (record.dots as ShownDots[] | null) ?? [],
    roots: Object.fromEntries(statements.map(({ id, rootId }) => [id, rootId])),
    signature: record.signature,
    intact,
  }
}
