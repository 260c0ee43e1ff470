import { and, eq, ne, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { reports, sessionActivities } from '#db/schema/in-the-room.ts'
import { seats } from '#db/schema/sessions.ts'
import { stories } from '#db/schema/stories.ts'
import { views } from '#db/schema/views.ts'
import type { Card } from '#server/board/card.ts'
import { findSession, type Session, viewsAreShown } from '#server/session/find.ts'
import { readCards } from '#server/session/read-board.ts'
import { tellerIn } from '#server/story/find.ts'
import type { PartnerId, SessionId } from '#server/vocabulary/ids.ts'
import { mayBeShown, type Verdict, type Written } from '#server/vocabulary/moderation.ts'
import { findGivenReasons, findPlans } from './plans-and-reasons.ts'

/** Something that people wrote, as the convenor checks it: with the organisation, and never with the person. */
export interface Checked {
  kind: Written
  thingId: string
  text: string
  /** Whose story it is said to be; empty where it is one's own, where the workshop shows no names, and for views. */
  teller: string
  /** What a plan is for, or the statement that a reason is given to; empty for the others. */
  about: string
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
  /** What the convenor let be shown, and nobody asked to look at since. */
  passed: Checked[]
  /** Shown as it was written, and not looked at: what is not on the board can be hidden from here alone. */
  shown: Checked[]
}

/**
 * What waits, what was reported, hidden and passed. Private views are in it only where the workshop has them checked before
 * they are shown: elsewhere nobody reads a view before everybody does, the convenor included; nor a reason before its answer is
 * shown, anywhere. What lies on the board says what
 * it says there now, and is in it too when it was made there.
 */
export async function findChecking(db: Db, sessionId: SessionId): Promise<Checking> {
  const session = await findSession(db, sessionId)
  const all = await findWritten(db, session)
  return {
    waiting: all.filter(({ verdict }) => verdict === 'none' && !mayBeShown(verdict, session.moderation)),
    reported: all.filter((one) => one.reports > 0 && one.verdict !== 'hidden'),
    hidden: all.filter(({ verdict }) => verdict === 'hidden'),
    passed: all.filter((one) => one.reports === 0 && one.verdict === 'passed'),
    shown: all.filter(
      ({ kind, reports, verdict }) =>
        kind !== 'view' && reports === 0 && verdict === 'none' && mayBeShown(verdict, session.moderation),
    ),
  }
}

/** How much waits, was reported or is hidden, in one look, reasons apart: for the desk to know when to look again. */
export async function countChecking(db: Pick<Db, 'select'>, { networkId, id, moderation }: Session): Promise<number> {
  const stands = moderation === 'check' ? 'passed' : 'none'
  const held = (table: typeof views | typeof stories | typeof sessionActivities) => sql`(select count(*) from ${table}
    where ${table.networkId} = ${networkId} and ${table.sessionId} = ${id} and ${table.verdict} not in ('passed', ${stands}))`
  const reported = sql`(select count(*) from ${reports}
    where ${reports.networkId} = ${networkId} and ${reports.sessionId} = ${id} and ${reports.state} <> 'settled')`
  const [row] = await db
    .select({ n: sql<string>`${held(views)} + ${held(stories)} + ${held(sessionActivities)} + ${reported}` })
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
  const filed = await db
    .select({ thingId: reports.thingId, kind: reports.kind, state: reports.state })
    .from(reports)
    .where(and(eq(reports.networkId, networkId), eq(reports.sessionId, id), ne(reports.state, 'settled')))
  const isLooked =
    filed.length > 0 ||
    written.some(({ shownAt, verdict }) => shownAt && (verdict !== 'none' || session.moderation === 'check'))
  // Opening a board is work: only where something that lies there is looked at.
  const cards: ReadonlyMap<string, Card> = isLooked && viewsAreShown(session) ? await readCards(db, id) : new Map()
  const asItLies = written.map((row) => ({ ...row, text: cards.get(row.id)?.text ?? row.text }))
  const mayRead = ({ shownAt }: { shownAt: Date | null }) =>
    session.moderation === 'check' || shownAt !== null || viewsAreShown(session)
  const as =
    (kind: Written) =>
    (row: { id: string; text: string; teller?: string; about?: string; verdict: Verdict; by: string | null }) => ({
      ...{ kind, thingId: row.id, text: row.text, teller: row.teller ?? '', about: row.about ?? '' },
      verdict: row.verdict,
      partnerId: row.by as PartnerId | null,
      reports: filed.filter(({ thingId, state }) => thingId === row.id && state === 'open').length,
    })
  const rows = new Set(written.map((row) => row.id))
  const ofCards = filed.filter(({ kind, thingId }) => kind === 'view' && !rows.has(thingId))
  const all = [
    ...[...asItLies.filter(mayRead), ...madeThere(ofCards, cards)].map(as('view')),
    ...told.map((one) => ({ ...one, teller: tellerIn(session, one) })).map(as('story')),
    ...(await findPlans(db, session)).map(as('activity')),
    ...(await findGivenReasons(db, session)).map(as('reason')),
  ]
  // In an order that tells nothing of who wrote when.
  return all.sort((a, b) => (a.thingId < b.thingId ? -1 : 1))
}

/** Cards that were made on the board itself, once each, out of what was filed of them. */
function madeThere(filed: readonly { thingId: string; state: string }[], cards: ReadonlyMap<string, Card>) {
  return [...new Map(filed.map(({ thingId, state }) => [thingId, state]))].flatMap(([id, state]) => {
    const card = cards.get(id)
    const verdict: Verdict = state === 'hidden' ? 'hidden' : 'passed'
    return card ? [{ id, text: card.text, verdict, by: card.partner }] : []
  })
}
