import { and, eq, inArray, max, or } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { pulseAnswers } from '#db/schema/governance.ts'
import type { Seat } from '#server/auth/seat.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { holdNetwork } from '#server/network/hold-network.ts'
import { showsNobody } from '#server/participant/author.ts'
import { findSeatsOf } from '#server/participant/find.ts'
import { firstTime } from '#server/participant/first-time.ts'
import { findLastClosed } from '#server/record/find-last-board.ts'
import { refuse } from '#server/refusal.ts'
import { findSession } from '#server/session/find.ts'
import { PULSE_ITEMS } from '#server/vocabulary/governance.ts'
import { type NetworkId, newId, type SeatId, type SessionId, type UserId } from '#server/vocabulary/ids.ts'
import type { Work } from '#server/work.ts'
import type { AnswerHereInput, AnswerPulseInput } from './input.ts'

/** Who answers about which workshop: one person, known by their account, their seat, or both. */
export interface Answerer {
  networkId: NetworkId
  sessionId: SessionId
  userId: UserId | null
  seatId: SeatId | null
}

/** Takes a member's answer, about the workshop closed last. */
export async function answerAsMember(
  work: Work,
  by: Pick<Membership, 'networkId' | 'userId' | 'role'>,
  input: AnswerPulseInput,
): Promise<void> {
  if (by.role === 'observer') throw refuse('members_only')
  const sessionId = await lastSitting(work.db, by.networkId)
  if (!sessionId) throw refuse('pulse.no_workshop')
  await answerPulse(work, { networkId: by.networkId, sessionId, userId: by.userId, seatId: null }, input)
}

/** Takes an answer from a seat, about the workshop it sits in. */
export async function answerFromSeat(work: Work, seat: Seat, input: AnswerHereInput): Promise<void> {
  if (seat.kind !== 'participant') throw refuse('members_only')
  const session = await findSession(work.db, seat.sessionId)
  // An answer is kept with who gave it, so that it is given once.
  if (showsNobody(session)) throw refuse('pulse.nobodys')
  const { networkId, sessionId, userId, id } = seat
  const who = { networkId, sessionId, userId, seatId: id }
  // What came twice is not a second answer: its phone only never heard that the first was kept.
  await answerPulse(work, who, input, async (tx) => {
    const first = await firstTime(tx, seat, input.key, work.clock.now())
    if (first && session.closedAt) throw refuse('session.closed')
    return first
  })
}

/** Keeps one answer for good: the first of a person about a workshop counts. Nothing of it enters the history. */
async function answerPulse(
  { db, clock }: Work,
  who: Answerer,
  { points }: AnswerPulseInput,
  isFirst: (tx: Pick<Db, 'insert'>) => Promise<boolean> = async () => true,
): Promise<void> {
  if (!PULSE_ITEMS.some((item) => points[item] !== undefined)) throw refuse('field.needed', { field: 'pulsePoints' })
  await db.transaction(async (tx) => {
    await holdNetwork(tx, who.networkId)
    if (!(await isFirst(tx))) return
    if (await hasAnswered(tx, who)) throw refuse('pulse.answered_already')
    await tx.insert(pulseAnswers).values({
      ...{ ...who, id: newId<'pulse'>(), points },
      givenAt: await afterAll(tx, who.networkId, clock.now()),
    })
  })
}

/**
 * A moment after every answer so far, whatever the clock says: the first four are shown together, and one that came to stand
 * among them later would tell itself and the one it pushes out.
 */
async function afterAll(tx: Pick<Db, 'select'>, networkId: NetworkId, now: Date): Promise<Date> {
  const [last] = await tx
    .select({ at: max(pulseAnswers.givenAt) })
    .from(pulseAnswers)
    .where(eq(pulseAnswers.networkId, networkId))
  return new Date(Math.max(now.getTime(), (last?.at?.getTime() ?? 0) + 1))
}

/** Whether this person has answered about this workshop, from a seat, signed in, or from a seat they have made theirs since. */
export async function hasAnswered(db: Pick<Db, 'select'>, who: Answerer): Promise<boolean> {
  const { networkId, sessionId, userId } = who
  const own = or(
    userId ? eq(pulseAnswers.userId, userId) : undefined,
    inArray(pulseAnswers.seatId, await findSeatsOf(db, networkId, who)),
  )
  const [row] = await db
    .select({ id: pulseAnswers.id })
    .from(pulseAnswers)
    .where(and(eq(pulseAnswers.networkId, networkId), eq(pulseAnswers.sessionId, sessionId), own))
  return row !== undefined
}

/** The workshop that was closed last; undefined before the first. */
export const lastSitting = async (db: Db, networkId: NetworkId): Promise<SessionId | undefined> =>
  (await findLastClosed(db, networkId))?.sessionId
