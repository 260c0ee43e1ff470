import { and, desc, eq, or } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { guestPulses } from '#db/schema/in-the-room.ts'
import { agencyAnswers, reflections } from '#db/schema/reflections.ts'
import { type Seat, seatNow } from '#server/auth/seat.ts'
import { type Membership, membershipIn } from '#server/auth/who-is.ts'
import { fieldChosen, fieldText, fieldTextOrNone } from '#server/field.ts'
import { partnerOfDelegate } from '#server/network/find.ts'
import { authorIn, looseVoterIn, mustHaveTakenPart, showsNobody, writtenAt } from '#server/participant/author.ts'
import { firstTimeIn } from '#server/participant/first-time.ts'
import { refuse } from '#server/refusal.ts'
import { findSession, holdSession } from '#server/session/find.ts'
import type { ReflectionId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import type { Audience } from '#server/vocabulary/reflection.ts'
import type { Work } from '#server/work.ts'
import type { PulseHereInput, ReflectHereInput } from './input.ts'
import { mayWrite } from './may.ts'
import { afterAll, answeredFromSeat, periodNow } from './write-reflection.ts'

/** The membership of whoever sits here, when they have one that may write. */
async function memberAt(db: Db, seat: Seat): Promise<Membership | undefined> {
  const member = seat.userId ? await membershipIn(db, { userId: seat.userId }, seat.networkId) : undefined
  return member && mayWrite(member.role) ? member : undefined
}

/**
 * Keeps what somebody made of the workshop, written in its private minute, for those they chose. A member's is their own, as
 * if they had written it elsewhere; a guest's hangs on their seat. Where the workshop shows nobody it hangs on nobody, so it
 * is for others to read or it is not kept at all.
 */
export async function reflectHere({ db, clock }: Work, proven: Seat, input: ReflectHereInput): Promise<void> {
  const words = {
    happened: fieldText('happened', input.happened, LIMITS.note),
    soWhat: fieldTextOrNone('soWhat', input.soWhat, LIMITS.note),
    nowWhat: fieldTextOrNone('nowWhat', input.nowWhat, LIMITS.note),
  }
  const { networkId, sessionId } = proven
  const member = await memberAt(db, proven)
  const speaksFor = member && (await partnerOfDelegate(db, networkId, member.userId))
  await db.transaction(async (tx) => {
    const session = await holdSession(tx, sessionId, 'share')
    const seat = await seatNow(tx, proven)
    const at = writtenAt(session, clock.now())
    if (!(await firstTimeIn(tx, session, seat, input.key, at))) return
    const partnerId = await mustHaveTakenPart(tx, session, seat, 'minute', input.late ?? false)
    const nobody = showsNobody(session)
    if (nobody && (input.audience === 'me' || input.audience === 'organisation')) throw refuse('reflection.nobodys')
    const own = member && !nobody
    if (own && input.audience === 'organisation' && !speaksFor) throw refuse('reflection.no_organisation')
    await tx
      .insert(reflections)
      .values({
        ...{ networkId, id: input.reflectionId, audience: input.audience, ...words },
        ...{ authorId: own ? member.userId : null, seatId: own ? null : authorIn(session, seat) },
        partnerId: nobody ? null : own ? (speaksFor ?? null) : partnerId,
        writtenAt: at,
      })
      .onConflictDoNothing()
  })
}

/** Keeps somebody's answer to the agency pulse; the first of a period counts, and of a guest the first of a workshop. */
export async function pulseHere({ db, clock }: Work, proven: Seat, input: PulseHereInput): Promise<void> {
  const answer = {
    band: fieldChosen('band', input.band),
    start: fieldChosen('agencyStart', input.start),
    problem: fieldChosen('agencyProblem', input.problem),
  }
  const { networkId, sessionId } = proven
  const member = await memberAt(db, proven)
  const period = await periodNow(db, networkId)
  await db.transaction(async (tx) => {
    const session = await holdSession(tx, sessionId, 'share')
    const seat = await seatNow(tx, proven)
    if (!(await firstTimeIn(tx, session, seat, input.key, clock.now()))) return
    await mustHaveTakenPart(tx, session, seat, 'minute', input.late ?? false)
    const nobody = showsNobody(session)
    // Where the workshop shows nobody, a moment just behind the last answer keeps the order and tells no time of day.
    const givenAt = await afterAll(tx, networkId, nobody ? new Date(0) : clock.now())
    const given = { networkId, period, ...answer, givenAt }
    const { userId, id: seatId } = seat
    if (!nobody && (await answeredFromSeat(tx, { networkId, userId, seatId }, period))) return
    if (member && !nobody) {
      await tx
        .insert(agencyAnswers)
        .values({ ...given, userId: member.userId })
        .onConflictDoNothing()
      return
    }
    const here = and(eq(guestPulses.networkId, networkId), eq(guestPulses.sessionId, sessionId))
    const voters = (await tx.select({ voterId: guestPulses.voterId }).from(guestPulses).where(here)).map(
      (one) => one.voterId,
    )
    const voterId = await looseVoterIn(tx, session, seat, input.ballot, voters)
    await tx
      .insert(guestPulses)
      .values({ ...given, sessionId, voterId })
      .onConflictDoNothing()
  })
}

/** What the holder of a seat has written in this workshop, and whether they answered the pulse. Nobody else's. */
export interface OwnMinute {
  reflections: { id: ReflectionId; happened: string; soWhat: string; nowWhat: string; audience: Audience }[]
  answered: boolean
  /** Whether they can write for their organisation alone. */
  hasOrganisation: boolean
}

export async function findOwnMinute(db: Db, seat: Seat): Promise<OwnMinute> {
  const { networkId, sessionId } = seat
  const session = await findSession(db, sessionId)
  if (showsNobody(session)) return { reflections: [], answered: false, hasOrganisation: false }
  const member = await memberAt(db, seat)
  // A member may have written from a seat before it was known to be theirs.
  const mine = or(eq(reflections.seatId, seat.id), member && eq(reflections.authorId, member.userId))
  const rows = await db
    .select()
    .from(reflections)
    .where(and(eq(reflections.networkId, networkId), mine))
    .orderBy(desc(reflections.writtenAt), desc(reflections.id))
  const since = rows.filter(({ writtenAt }) => writtenAt >= session.openedAt)
  const period = await periodNow(db, networkId)
  const answers = member
    ? await db
        .select({ period: agencyAnswers.period })
        .from(agencyAnswers)
        .where(and(eq(agencyAnswers.networkId, networkId), eq(agencyAnswers.userId, member.userId)))
    : []
  const here = { networkId, sessionId, userId: seat.userId, seatId: seat.id }
  return {
    reflections: since.map(({ id, happened, soWhat, nowWhat, audience }) => ({
      ...{ id: id as ReflectionId, happened, soWhat, nowWhat, audience },
    })),
    answered: answers.some((one) => one.period === period) || (await answeredFromSeat(db, here, period)),
    hasOrganisation: member ? (await partnerOfDelegate(db, networkId, member.userId)) !== undefined : true,
  }
}
