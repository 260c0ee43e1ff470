import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { keepLinks, returns } from '#db/schema/kept.ts'
import { ratings } from '#db/schema/ratings.ts'
import { deeds, seats, signals } from '#db/schema/sessions.ts'
import { views } from '#db/schema/views.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { moveVoice } from '#server/rating/move-voice.ts'
import { refuse } from '#server/refusal.ts'
import { holdSession } from '#server/session/find.ts'
import type { NetworkId, PartnerId, SeatId } from '#server/vocabulary/ids.ts'
import type { Work } from '#server/work.ts'
import type { MergeSeatsInput } from './input.ts'

/**
 * Makes one of two seats that one person holds: what the first wrote and answered becomes the other's, and whoever holds the
 * first holds the other from here on. Where both answered a statement the newer answer counts; refused where the room has seen
 * both, for what is shown would change by one person's answer. Cards on the board keep the
 * seat they were signed with, and go with the person's partner.
 */
export async function mergeSeats(
  { db, clock, announce }: Work,
  convening: Convening,
  { seatId: from, intoSeatId: into }: MergeSeatsInput,
): Promise<void> {
  if (from === into) throw refuse('seat.same')
  const { networkId } = convening
  await db.transaction(async (tx) => {
    const session = await holdSession(tx, convening.sessionId)
    if (session.closedAt) throw refuse('session.closed')
    const [first, other] = [await mustSit(tx, convening, from), await mustSit(tx, convening, into)]
    await refuseBothShown(tx, networkId, from, into)
    if (other.partnerId) await moveVoice(tx, networkId, from, other.partnerId as PartnerId)
    await moveViews(tx, networkId, from, into)
    await moveRatings(tx, networkId, from, into)
    const ofSeat = (id: SeatId) => and(eq(seats.networkId, networkId), eq(seats.id, id))
    await moveHolds(tx, networkId, from, into)
    await tx.delete(signals).where(and(eq(signals.networkId, networkId), eq(signals.seatId, from)))
    await tx
      .update(seats)
      .set({ mergedInto: into, partnerId: other.partnerId, userId: null, removedAt: clock.now() })
      .where(ofSeat(from))
    await tx
      .update(seats)
      .set({ mergedInto: into, partnerId: other.partnerId })
      .where(and(eq(seats.networkId, networkId), eq(seats.mergedInto, from)))
    // Whoever is signed in finds their one seat again; a name that was given once is kept.
    await tx
      .update(seats)
      .set({ userId: other.userId ?? first.userId, name: other.name || first.name })
      .where(ofSeat(into))
  })
  announce(convening.sessionId, 'people')
  announce(convening.sessionId, 'rights')
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

async function mustSit(tx: Pick<Db, 'select'>, { networkId, sessionId }: Convening, seatId: SeatId) {
  const here = and(eq(seats.networkId, networkId), eq(seats.sessionId, sessionId), eq(seats.id, seatId))
  // A sheet of paper keeps its place: it is typed in, and taken out again, by its number.
  const sits = and(here, eq(seats.kind, 'participant'), eq(seats.medium, 'screen'), isNull(seats.removedAt))
  const [seat] = await tx.select().from(seats).where(sits).for('update')
  if (!seat) throw refuse('not_found')
  return seat
}

async function refuseBothShown(tx: Pick<Db, 'select'>, networkId: NetworkId, from: SeatId, into: SeatId) {
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
    // The older of two stays where it was given, and counts no more.
    if (other && (other.givenAt >= given.givenAt || other.speaksFor)) continue
    if (other) await tx.delete(ratings).where(and(ofSeat(into), key))
    await tx
      .update(ratings)
      .set({ seatId: into })
      .where(and(ofSeat(from), key))
  }
}
