import { and, desc, eq, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Db } from '#db/client.ts'
import { records } from '#db/schema/records.ts'
import { sessions } from '#db/schema/sessions.ts'
import type { Membership } from '#server/auth/who-is.ts'
import type { BoardView } from '#server/board/view.ts'
import { signOnce } from '#server/disagreement/analyse-once.ts'
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

/** What was signed. */
interface Contents {
  readonly board: BoardView
  readonly report: Disagreement | null
  readonly people: Attendance
  readonly talk?: TalkLine[]
  readonly dots?: ShownDots[]
}

// As text, so that it can be checked as a whole on another thread, and costs no more than being read.
const written = (part: PgColumn) => sql<string | null>`${part}::text`
const WRITTEN = {
  ...{ board: written(records.board), report: written(records.report), people: written(records.people) },
  ...{ talk: written(records.talk), dots: written(records.dots) },
}

/** Opens one closed workshop. "Not there" and "not yours" are the same refusal. */
export async function openRecord(
  db: Db,
  { networkId }: Pick<Membership, 'networkId'>,
  sessionId: SessionId,
): Promise<KeptRecord> {
  const [row] = await db
    .select({ ...WRITTEN, closedAt: records.closedAt, signature: records.signature, session: sessions })
    .from(records)
    .innerJoin(sessions, and(eq(sessions.networkId, records.networkId), eq(sessions.id, records.sessionId)))
    .where(and(eq(records.networkId, networkId), eq(records.sessionId, sessionId)))
  if (!row) throw refuse('not_found')
  const { session, closedAt, signature, board, report, people, ...added } = row
  // A workshop closed before talk or dots were kept signed none.
  const parts = Object.entries({ board, report: report ?? 'null', people, ...added }).filter(
    ([, part]) => part !== null,
  )
  const contents = `{${parts.map(([name, part]) => `"${name}":${part}`).join()}}`
  const statements = await findStatements(db, networkId, sessionId, { withReplaced: true })
  const intact = (await signOnce(contents)) === signature
  const kept = JSON.parse(contents) as Contents
  // What is as it was signed never changes: it is told again once.
  const tell = (told: Disagreement) =>
    intact ? toldOnce(db, session as Session, told, signature) : toldAgain(db, session as Session, told)
  const shown = kept.report && (await tell(kept.report))
  const { talk = null } = kept
  return {
    sessionId,
    name: session.name,
    question: session.question,
    voice: session.voice,
    heldAt: session.openedAt.toISOString(),
    closedAt: closedAt.toISOString(),
    credit: session.credit,
    board: kept.board,
    shown,
    people: kept.people,
    talk: talk && shown && kept.report?.rules !== shown.rules ? talkRetold(talk, shown.report.statements) : talk,
    dots: kept.dots ?? [],
    roots: Object.fromEntries(statements.map(({ id, rootId }) => [id, rootId])),
    signature,
    intact,
  }
}
