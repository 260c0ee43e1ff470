import { and, eq, sql } from 'drizzle-orm'
import { seats } from '#db/schema/sessions.ts'
import type { Seat } from '#server/auth/seat.ts'
import type { SignedIn } from '#server/auth/who-is.ts'
import { moveVoice } from '#server/rating/move-voice.ts'
import { refuse, wanted, wantedOrNone } from '#server/refusal.ts'
import { newId, type PartnerId, type ReturnId, type SeatId, type SessionId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { readName } from '#server/vocabulary/text.ts'
import type { Work } from '#server/work.ts'
import { type Door, findDoor } from './find-door.ts'
import type { JoinSessionInput } from './input.ts'

/** What the browser itself brings: the seat it has already, and the one that its form leads to. */
export interface Brought {
  sits(sessionId: SessionId): Promise<Seat | undefined>
  formSeat: SeatId | undefined
}
const NOTHING: Brought = { sits: async () => undefined, formSeat: undefined }

/**
 * Gives somebody with the code a seat for their partner. A signed-in person keeps one seat however often they come in, and
 * so does a browser: a form that is sent twice must not make somebody answer twice.
 */
export async function joinSession(
  work: Work,
  code: string,
  input: JoinSessionInput,
  person?: SignedIn,
  brought: Brought = NOTHING,
): Promise<{ seatId: SeatId; sessionId: SessionId; via: ReturnId | null }> {
  const { db, clock, announce } = work
  const door = await findDoor(work, code)
  const { networkId, id: sessionId, attribution } = door.session
  const had = await brought.sits(sessionId)
  if (had) return { seatId: had.id, sessionId, via: had.via }
  const typed = wantedOrNone(readName(input.name, LIMITS.nameGraphemes), 'name.too_long') || (person?.name ?? '')
  // A workshop that shows nobody keeps no name, whatever was typed or is known.
  const name = attribution === 'none' ? '' : typed
  if (attribution === 'names' && !name) throw refuse('name.needed')
  const spoken = whomTheySpeakFor(input, door)

  const seat = {
    networkId,
    id: brought.formSeat ?? newId<'seat'>(),
    sessionId,
    name,
    userId: person?.userId ?? null,
    joinedAt: clock.now(),
    ...spoken,
  }
  const back = { name, removedAt: null, ...spoken }
  const target = [seats.networkId, seats.sessionId, seats.userId, seats.kind]
  const { seatId, isBack } = await db.transaction(async (tx) => {
    // The second press of one form waits here, and finds the seat that the first was given.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${seat.id}))`)
    const ofForm = and(eq(seats.networkId, networkId), eq(seats.id, seat.id), eq(seats.sessionId, sessionId))
    const [given] = await tx.select({ id: seats.id }).from(seats).where(ofForm)
    if (given) return { seatId: given.id as SeatId, isBack: false }
    const [taken] = await tx
      .insert(seats)
      .values(seat)
      .onConflictDoUpdate({ target, set: back })
      .returning({ id: seats.id })
    const id = (taken?.id ?? seat.id) as SeatId
    const isBack = id !== seat.id
    // A seat that was just made has said nothing yet.
    if (spoken.partnerId && isBack) await moveVoice(tx, networkId, id, spoken.partnerId)
    return { seatId: id, isBack }
  })
  announce(sessionId, 'people')
  // Who sits down again may speak for somebody else than on the device that is still at the board.
  if (isBack) announce(sessionId, 'rights')
  return { seatId, sessionId, via: null }
}

function whomTheySpeakFor(
  input: JoinSessionInput,
  { partners }: Door,
): { partnerId: PartnerId | null; askedPartner: string | null } {
  if (!input.partner) throw refuse('partner.needed')
  if (input.partner === 'other') {
    return {
      partnerId: null,
      askedPartner: wanted(readName(input.organisation, LIMITS.partnerName), 'partner.name_needed', 'name.too_long'),
    }
  }
  const partner = partners.find(({ id, key }) => id === input.partner || key === input.partner)
  if (!partner) throw refuse('partner.unknown')
  return { partnerId: partner.id, askedPartner: null }
}

/** The convenor's own place on the board of a session they run: one for each, made when first needed. */
export async function takeConvenorSeat(
  { db, clock }: Work,
  convening: { networkId: string; sessionId: SessionId; userId: string },
  name: string,
): Promise<SeatId> {
  const seat = {
    networkId: convening.networkId,
    id: newId<'seat'>(),
    sessionId: convening.sessionId,
    kind: 'convenor' as const,
    name,
    userId: convening.userId,
    joinedAt: clock.now(),
  }
  await db.insert(seats).values(seat).onConflictDoNothing()
  const theirs = and(
    eq(seats.networkId, convening.networkId),
    eq(seats.sessionId, convening.sessionId),
    eq(seats.userId, convening.userId),
    eq(seats.kind, 'convenor'),
  )
  const [row] = await db.select({ id: seats.id }).from(seats).where(theirs)
  if (!row) throw refuse('not_found')
  return row.id as SeatId
}
