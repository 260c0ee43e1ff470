import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { keepLinks, returns } from '#db/schema/kept.ts'
import { ratings } from '#db/schema/ratings.ts'
import { deeds, seats } from '#db/schema/sessions.ts'
import { views } from '#db/schema/views.ts'
import { movePlanned, movePlanningPartner } from '#server/activity/move-planned.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { moveSuggestions } from '#server/authoriser/move-suggestions.ts'
import { moveDots } from '#server/dots/move-dots.ts'
import { moveReports } from '#server/moderation/move-reports.ts'
import { movePulse } from '#server/pulse/move-pulse.ts'
import { moveVoice } from '#server/rating/move-voice.ts'
import { keepFirstPulse, moveMinute, moveReaders } from '#server/reflection/move-minute.ts'
import { refuse } from '#server/refusal.ts'
import { moveStory } from '#server/story/move-story.ts'
import { moveNotes } from '#server/talk/move-notes.ts'
import type { NetworkId, PartnerId, SeatId, UserId } from '#server/vocabulary/ids.ts'
import { moveSignals } from './move-signals.ts'

type Tx = Pick<Db, 'select' | 'selectDistinct' | 'insert' | 'update' | 'delete'>
type Of = Pick<Convening, 'networkId' | 'sessionId'>

/**
 * Makes one of two seats that one person holds: what the first wrote and answered becomes the other's, and whoever holds the
 * first holds the other from here on. Where both answered a statement the newer answer counts, and one that the room has seen
 * before one that came late; refused where the room has seen both, for what is shown would change by one person's answer.
 * Cards on the board keep the seat they were signed with, and go with the person's partner. The caller has made sure that both
 * may be told each other's private words, and holds the session.
 */
export async function makeOne(tx: Tx, of: Of, from: SeatId, into: SeatId, now: Date): Promise<void> {
  const { networkId } = of
  const [first, other] = [await mustSit(tx, of, from), await mustSit(tx, of, into)]
  await refuseBothShown(tx, networkId, from, into)
  if (other.partnerId)
    await movePartner(tx, networkId, from, first.partnerId as PartnerId, other.partnerId as PartnerId)
  await moveViews(tx, networkId, from, into)
  await moveRatings(tx, networkId, from, into)
  for (const move of [
    moveStory,
    moveDots,
    moveMinute,
    movePulse,
    movePlanned,
    moveSuggestions,
    moveSignals,
    moveNotes,
    moveReports,
  ])
    await move(tx, networkId, from, into)
  await keepFirstPulse(tx, networkId, into, [first.userId, other.userId].filter((id) => id !== null) as UserId[])
  await moveHolds(tx, networkId, from, into)
  // Whoever waits to be let in for another organisation stays in the room with the one they have.
  const partnerId = other.partnerId ?? first.partnerId
  const askedPartner = partnerId ? null : (other.askedPartner ?? first.askedPartner)
  const ofSeat = (id: SeatId) => and(eq(seats.networkId, networkId), eq(seats.id, id))
  await tx
    .update(seats)
    .set({ mergedInto: into, partnerId, askedPartner: null, userId: null, removedAt: now })
    .where(ofSeat(from))
  await tx
    .update(seats)
    .set({ mergedInto: into, partnerId })
    .where(and(eq(seats.networkId, networkId), eq(seats.mergedInto, from)))
  // Whoever is signed in finds their one seat again; a name that was given once is kept.
  await tx
    .update(seats)
    .set({ partnerId, askedPartner, userId: other.userId ?? first.userId, name: other.name || first.name })
    .where(ofSeat(into))
}

/** What a seat did for its partner is the right one's, once it is known which that is. */
export async function movePartner(
  tx: Tx,
  networkId: NetworkId,
  seatId: SeatId,
  wrong: PartnerId | null,
  right: PartnerId,
): Promise<void> {
  await moveVoice(tx, networkId, seatId, right)
  await moveReaders(tx, networkId, seatId, right)
  await movePlanningPartner(tx, networkId, seatId, wrong, right)
}

/** What was sent already, the links that keep the work, and the devices that were let in go along, so that all lead to the one seat. */
async function moveHolds(tx: Pick<Db, 'update'>, networkId: NetworkId, from: SeatId, into: SeatId): Promise<void> {
  await tx
    .update(deeds)
    .set({ seatId: into })
    .where(and(eq(deeds.networkId, networkId), eq(deeds.seatId, from)))
  await tx
    .update(keepLinks)
    .set({ seatId: into })
    .where(and(eq(keepLinks.networkId, networkId), eq(keepLinks.seatId, from)))
  await tx
    .update(returns)
    .set({ seatId: into })
    .where(and(eq(returns.networkId, networkId), eq(returns.seatId, from)))
}

/** A participant's seat on a screen, held until the transaction ends. */
export async function mustSit(tx: Pick<Db, 'select'>, { networkId, sessionId }: Of, seatId: SeatId) {
  const here = and(eq(seats.networkId, networkId), eq(seats.sessionId, sessionId), eq(seats.id, seatId))
  // A sheet of paper keeps its place: it is typed in, and taken out again, by its number.
  const sits = and(here, eq(seats.kind, 'participant'), eq(seats.medium, 'screen'), isNull(seats.removedAt))
  const [seat] = await tx.select().from(seats).where(sits).for('update')
  if (!seat) throw refuse('not_found')
  return seat
}

export async function refuseBothShown(tx: Pick<Db, 'select'>, networkId: NetworkId, from: SeatId, into: SeatId) {
  const shownOf = async (seatId: SeatId) => {
    const theirs = and(eq(ratings.networkId, networkId), eq(ratings.seatId, seatId), isNotNull(ratings.shownFor))
    const rows = await tx
      .select()
      .from(ratings)
      .where(and(theirs, isNull(ratings.speaksFor)))
    return rows.map(({ statementId, question }) => `${statementId} ${question}`)
  }
  const theirs = await shownOf(into)
  if ((await shownOf(from)).some((one) => theirs.includes(one))) throw refuse('seat.answers_shown')
}

/** Private views get the key their new seat would have given them, so that it may still change them. */
async function moveViews(tx: Pick<Db, 'update'>, networkId: NetworkId, from: SeatId, into: SeatId): Promise<void> {
  const theirs = and(eq(views.networkId, networkId), eq(views.seatId, from), isNull(views.shownAt))
  const id = sql`${into}::text || substr(${views.id}, ${from.length + 1}::int)`
  await tx.update(views).set({ seatId: into, id }).where(theirs)
}

type Given = typeof ratings.$inferSelect
/** Of two answers the newer one; but what was given in private, and shown with the rest, before what came after the showing. */
const standsAgainst = (other: Given, given: Given): boolean =>
  other.showing === given.showing ? other.givenAt >= given.givenAt : other.showing === 'before'

async function moveRatings(
  tx: Pick<Db, 'select' | 'update' | 'delete'>,
  networkId: NetworkId,
  from: SeatId,
  into: SeatId,
): Promise<void> {
  const ofSeat = (seatId: SeatId) => and(eq(ratings.networkId, networkId), eq(ratings.seatId, seatId))
  const had = await tx.select().from(ratings).where(ofSeat(into))
  for (const given of await tx.select().from(ratings).where(ofSeat(from))) {
    const { statementId, question, round } = given
    const key = and(eq(ratings.statementId, statementId), eq(ratings.question, question), eq(ratings.round, round))
    const other = had.find((one) => one.statementId === statementId && one.question === question && one.round === round)
    // The other of two stays where it was given, and counts no more.
    if (other && (other.speaksFor || standsAgainst(other, given))) continue
    if (other) await tx.delete(ratings).where(and(ofSeat(into), key))
    await tx
      .update(ratings)
      .set({ seatId: into })
      .where(and(ofSeat(from), key))
  }
}
