import { and, eq, ne } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { activities } from '#db/schema/activities.ts'
import { reports, sessionActivities } from '#db/schema/in-the-room.ts'
import { stories } from '#db/schema/stories.ts'
import { views } from '#db/schema/views.ts'
import { type Seat, seatNow } from '#server/auth/seat.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { looseVoterIn, writtenAt } from '#server/participant/author.ts'
import { refuse } from '#server/refusal.ts'
import { holdSession, type Session, viewsAreShown } from '#server/session/find.ts'
import { readBoard, readCards } from '#server/session/read-board.ts'
import { tellerIn } from '#server/story/find.ts'
import { mayBeShown, type Written } from '#server/vocabulary/moderation.ts'
import type { Work } from '#server/work.ts'
import type { JudgeInput, ReportInput } from './input.ts'
import { findGivenReasons, findPlans } from './plans-and-reasons.ts'
import { judgeReason } from './reasons.ts'

type Room = { networkId: string; sessionId: string }
const ofViews = ({ networkId, sessionId }: Room, id: string) =>
  and(eq(views.networkId, networkId), eq(views.sessionId, sessionId), eq(views.id, id))
const ofStories = ({ networkId, sessionId }: Room, id: string) =>
  and(eq(stories.networkId, networkId), eq(stories.sessionId, sessionId), eq(stories.id, id))
const ofPlans = ({ networkId, sessionId }: Room, id: string) =>
  and(
    eq(sessionActivities.networkId, networkId),
    eq(sessionActivities.sessionId, sessionId),
    eq(sessionActivities.activityId, id),
  )

/**
 * Lets something be shown, hides it, or takes either back, as long as it says what the convenor read: of words that changed
 * meanwhile nothing is decided. Whatever was reported of it is settled with that.
 */
export async function judge(
  { db, announce }: Work,
  { networkId, sessionId }: Convening,
  { kind, thingId, verdict, text, teller = '', about = '' }: JudgeInput,
): Promise<void> {
  await db.transaction(async (tx) => {
    const session = await holdSession(tx, sessionId)
    if (session.closedAt) throw refuse('session.closed')
    const room = { networkId, sessionId }
    const words = await wordsOf(tx, session, kind, thingId)
    if (!words) throw refuse('not_found')
    if (words.text !== text || words.teller !== teller || words.about !== about)
      throw refuse('moderation.changed_meanwhile')
    if (words.is === 'view') await tx.update(views).set({ verdict }).where(ofViews(room, thingId))
    if (words.is === 'story') await tx.update(stories).set({ verdict }).where(ofStories(room, thingId))
    if (words.is === 'activity') await tx.update(sessionActivities).set({ verdict }).where(ofPlans(room, thingId))
    if (words.is === 'reason') await judgeReason(tx, session, thingId, verdict)
    const theirs = and(eq(reports.networkId, networkId), eq(reports.sessionId, sessionId))
    const settled = await tx
      .update(reports)
      .set({ state: words.is === 'card' && verdict === 'hidden' ? 'hidden' : 'settled' })
      .where(and(theirs, eq(reports.thingId, thingId)))
      .returning({ id: reports.thingId })
    // A card that nobody reported is hidden on the board.
    if (words.is === 'card' && settled.length === 0) throw refuse('not_found')
  })
  announce(sessionId, 'views')
}

/**
 * Tells the convenor that something should not stand there: only of what the seat can see, and once a seat, or a ballot where
 * the workshop shows nobody and so does not know whose the report is.
 */
export async function report({ db, clock, announce }: Work, proven: Seat, input: ReportInput): Promise<void> {
  const { networkId, sessionId } = proven
  await db.transaction(async (tx) => {
    const session = await holdSession(tx, sessionId, 'share')
    const seat = await seatNow(tx, proven)
    if (session.closedAt) throw refuse('session.closed')
    if (seat.kind !== 'participant') throw refuse('seat.has_no_partner')
    const verdict = await verdictOf(tx, session, seat, input)
    if (!verdict || !mayBeShown(verdict, session.moderation)) throw refuse('not_found')
    const { kind, thingId, ballot } = input
    const ofThing = and(eq(reports.networkId, networkId), eq(reports.thingId, thingId))
    const given = (await tx.select({ by: reports.seatId }).from(reports).where(ofThing)).map(({ by }) => by)
    const seatId = await looseVoterIn(tx, session, seat, ballot, given)
    await tx
      .insert(reports)
      .values({ networkId, sessionId, kind, thingId, seatId, at: writtenAt(session, clock.now()) })
      // Whoever reported it before, and was told nothing of it, may do so again.
      .onConflictDoUpdate({
        target: [reports.networkId, reports.thingId, reports.seatId],
        set: { state: 'open' },
        setWhere: ne(reports.state, 'hidden'),
      })
  })
  announce(sessionId, 'views')
}

/** What something says now, on the board where it lies there; undefined for what is not there. */
async function wordsOf(tx: Pick<Db, 'select'>, session: Session, kind: Written, thingId: string) {
  const room = { networkId: session.networkId, sessionId: session.id }
  if (kind === 'story') {
    const says = { text: stories.text, teller: stories.teller }
    const [row] = await tx.select(says).from(stories).where(ofStories(room, thingId))
    return row && { is: 'story' as const, about: '', text: row.text, teller: tellerIn(session, row) }
  }
  if (kind !== 'view') {
    // Who changes a plan holds its row and not the session's: the words that are judged stay until the verdict is written.
    const plan = and(eq(activities.networkId, session.networkId), eq(activities.id, thingId))
    if (kind === 'activity') await tx.select({ id: activities.id }).from(activities).where(plan).for('update')
    const one = await beside(tx, session, kind, thingId)
    return one && { is: kind, text: one.text, teller: '', about: one.about }
  }
  const [row] = await tx.select({ text: views.text }).from(views).where(ofViews(room, thingId))
  const card = viewsAreShown(session) ? (await readCards(tx, session.id)).get(thingId) : undefined
  const text = card?.text ?? row?.text
  return text === undefined
    ? undefined
    : { is: row ? ('view' as const) : ('card' as const), text, teller: '', about: '' }
}

/** What the convenor made of something that the room can see; undefined for what is not there, or not shown yet. */
async function verdictOf(tx: Pick<Db, 'select'>, session: Session, seat: Seat, { kind, thingId }: ReportInput) {
  if (kind === 'story') {
    const [row] = await tx.select({ verdict: stories.verdict }).from(stories).where(ofStories(seat, thingId))
    return row?.verdict
  }
  if (kind !== 'view') return (await beside(tx, session, kind, thingId))?.verdict
  const [row] = await tx
    .select({ verdict: views.verdict, shownAt: views.shownAt })
    .from(views)
    .where(ofViews(seat, thingId))
  if (row) return row.shownAt ? row.verdict : undefined
  // What was made on the board itself is seen as long as it is not hidden there.
  return viewsAreShown(session) && (await readBoard(tx, session.id)).cards[thingId] ? 'passed' : undefined
}

/** A plan or a reason by its name; undefined for what is not there, or not shown yet. */
const beside = async (tx: Pick<Db, 'select'>, session: Session, kind: 'activity' | 'reason', thingId: string) =>
  (await (kind === 'activity' ? findPlans : findGivenReasons)(tx, session)).find(({ id }) => id === thingId)
