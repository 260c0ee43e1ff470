import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { reports } from '#db/schema/in-the-room.ts'
import { seats } from '#db/schema/sessions.ts'
import { stories } from '#db/schema/stories.ts'
import { views } from '#db/schema/views.ts'
import { findSession, type Session, viewsAreShown } from '#server/session/find.ts'
import type { PartnerId, SessionId } from '#server/vocabulary/ids.ts'
import { mayBeShown, type Verdict, type Written } from '#server/vocabulary/moderation.ts'

/** Something that people wrote, as the convenor checks it: with the organisation, and never with the person. */
export interface Checked {
  kind: Written
  thingId: string
  text: string
  /** Whose story it is said to be; empty where it is one's own, and for views. */
  teller: string
  partnerId: PartnerId | null
  verdict: Verdict
  /** How many in the room found that it should not stand there, since the convenor last looked. */
  reports: number
}
export interface Checking {
  /** Waits for the convenor, and so is shown to nobody. */
  waiting: Checked[]
  reported: Checked[]
  hidden: Checked[]
}

/**
 * What waits, what was reported and what is hidden. Private views are in it only where the workshop has them checked before
 * they are shown: elsewhere nobody reads a view before everybody does, the convenor included.
 */
export async function findChecking(db: Db, sessionId: SessionId): Promise<Checking> {
  const session = await findSession(db, sessionId)
  const all = await findWritten(db, session)
  return {
    waiting: all.filter(({ verdict }) => verdict === 'none' && !mayBeShown(verdict, session.moderation)),
    reported: all.filter((one) => one.reports > 0 && one.verdict !== 'hidden'),
    hidden: all.filter(({ verdict }) => verdict === 'hidden'),
  }
}

/** How much waits, was reported or is hidden, in one look: for the desk to know when to look again. */
export async function countChecking(db: Pick<Db, 'select'>, { networkId, id, moderation }: Session): Promise<number> {
  const stands = moderation === 'check' ? 'passed' : 'none'
  const held = (table: typeof views | typeof stories) => sql`(select count(*) from ${table}
    where ${table.networkId} = ${networkId} and ${table.sessionId} = ${id} and ${table.verdict} not in ('passed', ${stands}))`
  const reported = sql`(select count(*) from ${reports}
    where ${reports.networkId} = ${networkId} and ${reports.sessionId} = ${id} and ${reports.state} = 'open')`
  const [row] = await db
    .select({ n: sql<string>`${held(views)} + ${held(stories)} + ${reported}` })
    .from(sql`(select 1) as one`)
  return Number(row?.n ?? 0)
}

async function findWritten(db: Db, session: Session): Promise<Checked[]> {
  const { networkId, id } = session
  const written = await db
    .select({ id: views.id, text: views.text, verdict: views.verdict, shownAt: views.shownAt, by: seats.partnerId })
    .from(views)
    .leftJoin(seats, and(eq(seats.networkId, views.networkId), eq(seats.id, views.seatId)))
    .where(and(eq(views.networkId, networkId), eq(views.sessionId, id)))
  const told = await db
    .select({
      ...{ id: stories.id, text: stories.text, teller: stories.teller, verdict: stories.verdict },
      by: seats.partnerId,
    })
    .from(stories)
    .leftJoin(seats, and(eq(seats.networkId, stories.networkId), eq(seats.id, stories.seatId)))
    .where(and(eq(stories.networkId, networkId), eq(stories.sessionId, id)))
  const open = await db
    .select({ thingId: reports.thingId })
    .from(reports)
    .where(and(eq(reports.networkId, networkId), eq(reports.sessionId, id), eq(reports.state, 'open')))
  const mayRead = ({ shownAt }: { shownAt: Date | null }) =>
    session.moderation === 'check' || shownAt !== null || viewsAreShown(session)
  const as =
    (kind: Written) => (row: { id: string; text: string; teller?: string; verdict: Verdict; by: string | null }) => ({
      ...{ kind, thingId: row.id, text: row.text, teller: row.teller ?? '', verdict: row.verdict },
      partnerId: row.by as PartnerId | null,
      reports: open.filter(({ thingId }) => thingId === row.id).length,
    })
  const all = [...written.filter(mayRead).map(as('view')), ...told.map(as('story'))]
  // In an order that tells nothing of who wrote when.
  return all.sort((a, b) => (a.thingId < b.thingId ? -1 : 1))
}
