import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { reports } from '#db/schema/in-the-room.ts'
import { stories } from '#db/schema/stories.ts'
import { views } from '#db/schema/views.ts'
import { type Seat, seatNow } from '#server/auth/seat.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { looseVoterIn, writtenAt } from '#server/participant/author.ts'
import { refuse } from '#server/refusal.ts'
import { holdSession } from '#server/session/find.ts'
import { mayBeShown, type Written } from '#server/vocabulary/moderation.ts'
import type { Work } from '#server/work.ts'
import type { JudgeInput, ReportInput } from './input.ts'

type Room = { networkId: string; sessionId: string }
const ofViews = ({ networkId, sessionId }: Room, id: string) =>
  and(eq(views.networkId, networkId), eq(views.sessionId, sessionId), eq(views.id, id))
const ofStories = ({ networkId, sessionId }: Room, id: string) =>
  and(eq(stories.networkId, networkId), eq(stories.sessionId, sessionId), eq(stories.id, id))

/**
 * Lets something be shown, hides it, or takes either back, as long as it says what the convenor read: of words that changed
 * meanwhile nothing is decided. Whatever was reported of it is settled with that.
 */
export async function judge(
  { db, announce }: Work,
  { networkId, sessionId }: Convening,
  { kind, thingId, verdict, text, teller = '' }: JudgeInput,
): Promise<void> {
  await db.transaction(async (tx) => {
    const session = await holdSession(tx, sessionId)
    if (session.closedAt) throw refuse('session.closed')
    const room = { networkId, sessionId }
    const words = await wordsOf(tx, room, kind, thingId)
    if (!words) throw refuse('not_found')
    if (words.text !== text || words.teller !== teller) throw refuse('moderation.changed_meanwhile')
    if (kind === 'view') await tx.update(views).set({ verdict }).where(ofViews(room, thingId))
    else await tx.update(stories).set({ verdict }).where(ofStories(room, thingId))
    const theirs = and(eq(reports.networkId, networkId), eq(reports.sessionId, sessionId))
    await tx
      .update(reports)
      .set({ state: 'settled' })
      .where(and(theirs, eq(reports.thingId, thingId)))
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
    const verdict = await verdictOf(tx, seat, input)
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
      })
  })
  announce(sessionId, 'views')
}

/** What something says now; undefined for what is not there. */
async function wordsOf(tx: Pick<Db, 'select'>, room: Room, kind: Written, thingId: string) {
  if (kind === 'story') {
    const [row] = await tx
      .select({ text: stories.text, teller: stories.teller })
      .from(stories)
      .where(ofStories(room, thingId))
    return row
  }
  const [row] = await tx.select({ text: views.text }).from(views).where(ofViews(room, thingId))
  return row && { ...row, teller: '' }
}

/** What the convenor made of something that the room can see; undefined for what is not there, or not shown yet. */
async function verdictOf(tx: Pick<Db, 'select'>, seat: Seat, { kind, thingId }: { kind: Written; thingId: string }) {
  if (kind === 'story') {
    const [row] = await tx.select({ verdict: stories.verdict }).from(stories).where(ofStories(seat, thingId))
    return row?.verdict
  }
  const [row] = await tx
    .select({ verdict: views.verdict, shownAt: views.shownAt })
    .from(views)
    .where(ofViews(seat, thingId))
  return row?.shownAt ? row.verdict : undefined
}
