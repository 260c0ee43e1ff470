import { and, eq, inArray } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { partners } from '#db/schema/networks.ts'
import { seats } from '#db/schema/sessions.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { writePartner } from '#server/network/add-partner.ts'
import { refuse } from '#server/refusal.ts'
import { holdSession } from '#server/session/find.ts'
import type { NetworkId, PartnerId, SeatId } from '#server/vocabulary/ids.ts'
import type { Work } from '#server/work.ts'
import type { CorrectPartnerInput } from './input.ts'
import { movePartner } from './merge-seats.ts'

const theSeat = ({ networkId, sessionId }: Convening, seatId: SeatId) =>
  and(
    eq(seats.networkId, networkId),
    eq(seats.sessionId, sessionId),
    eq(seats.id, seatId),
    eq(seats.kind, 'participant'),
  )

/** Says yes to somebody whose organisation wasn't listed: it joins the network, and they speak for it. */
export async function letPartnerIn(work: Work, convening: Convening, seatId: SeatId): Promise<void> {
  await work.db.transaction(async (tx) => {
    await mustBeRunning(tx, convening)
    const [seat] = await tx.select().from(seats).where(theSeat(convening, seatId)).for('update')
    if (!seat?.askedPartner) throw refuse('not_found')
    const partnerId = await writePartner(tx, { at: work.clock.now(), by: convening.userId }, convening.networkId, {
      name: seat.askedPartner,
      sector: null,
    })
    // Everybody who typed the same name waits for the same yes.
    const asked = and(
      eq(seats.networkId, convening.networkId),
      eq(seats.sessionId, convening.sessionId),
      eq(seats.askedPartner, seat.askedPartner),
    )
    const letIn = await tx.update(seats).set({ partnerId, askedPartner: null }).where(asked).returning({ id: seats.id })
    await movePlaces(
      tx,
      convening.networkId,
      letIn.map(({ id }) => id as SeatId),
      partnerId,
    )
  })
  work.announce(convening.sessionId, 'people')
  // Who is at the board already signs their cards with the partner from here on.
  work.announce(convening.sessionId, 'rights')
}

/** Puts somebody with the right partner; what they wrote and answered follows, for it hangs on the seat. */
export async function correctPartner(
  { db, announce }: Work,
  convening: Convening,
  { seatId, partnerId }: CorrectPartnerInput,
): Promise<void> {
  await db.transaction(async (tx) => {
    await mustBeRunning(tx, convening)
    const [partner] = await tx
      .select({ id: partners.id })
      .from(partners)
      .where(and(eq(partners.networkId, convening.networkId), eq(partners.id, partnerId)))
    if (!partner) throw refuse('partner.unknown')
    const [was] = await tx.select().from(seats).where(theSeat(convening, seatId)).for('update')
    if (!was) throw refuse('not_found')
    await tx.update(seats).set({ partnerId, askedPartner: null }).where(theSeat(convening, seatId))
    await movePlaces(tx, convening.networkId, [seatId], partnerId)
    await movePartner(tx, convening.networkId, seatId, was.partnerId as PartnerId | null, partnerId)
  })
  announce(convening.sessionId, 'people')
  announce(convening.sessionId, 'rights')
}

/** What somebody put on the board from a seat that was merged into theirs is their partner's, too. */
async function movePlaces(
  tx: Pick<Db, 'update'>,
  networkId: NetworkId,
  seatIds: readonly SeatId[],
  partnerId: PartnerId,
): Promise<void> {
  const merged = and(eq(seats.networkId, networkId), inArray(seats.mergedInto, [...seatIds]))
  await tx.update(seats).set({ partnerId }).where(merged)
}

/** Takes a seat away at once, on every screen. What was written stays. */
export async function removeSeat({ db, clock, announce }: Work, convening: Convening, seatId: SeatId): Promise<void> {
  await db.transaction(async (tx) => {
    await mustBeRunning(tx, convening)
    const removed = await tx
      .update(seats)
      .set({ removedAt: clock.now() })
      // A sheet of paper is taken out where it was typed in, with its answers.
      .where(and(theSeat(convening, seatId), eq(seats.medium, 'screen')))
      .returning({ id: seats.id })
    if (removed.length === 0) throw refuse('not_found')
  })
  announce(convening.sessionId, 'rights')
  announce(convening.sessionId, 'people')
}

async function mustBeRunning(tx: Parameters<typeof holdSession>[0], convening: Convening): Promise<void> {
  // Held for oneself alone: what is being given from the seat at this moment is stored before or after, never in between.
  const session = await holdSession(tx, convening.sessionId)
  if (session.closedAt) throw refuse('session.closed')
}
