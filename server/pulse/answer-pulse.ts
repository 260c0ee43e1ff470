import { and, eq, or } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { pulseAnswers } from '#db/schema/governance.ts'
import type { Seat } from '#server/auth/seat.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { showsNobody } from '#server/participant/author.ts'
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
    if (!(await isFirst(tx))) return
    if (await hasAnswered(tx, who)) throw refuse('pulse.answered_already')
    const made = await tx
      .insert(pulseAnswers)
      .values({ ...who, id: newId<'pulse'>(), points, givenAt: clock.now() })
      .onConflictDoNothing()
      .returning({ id: pulseAnswers.id })
    if (made.length === 0) throw refuse('pulse.answered_already')
  })
}

/** Whether this person has answered about this workshop, from a seat or signed in. */
export async function hasAnswered(
  db: Pick<Db, 'select'>,
  { networkId, sessionId, userId, seatId }: Answerer,
): Promise<boolean> {
  const own = or(
    userId ? eq(pulseAnswers.userId, userId) : undefined,
    seatId ? eq(pulseAnswers.seatId, seatId) : undefined,
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
