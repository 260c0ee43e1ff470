import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { propositionAnswers, propositionVersions } from '#db/schema/propositions.ts'
import { type Seat, seatNow } from '#server/auth/seat.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { fieldChosen, fieldText, fieldTextOrNone } from '#server/field.ts'
import { findPartners, partnerOfDelegate } from '#server/network/find.ts'
import { firstTimeUnsigned } from '#server/participant/first-time.ts'
import { refuse } from '#server/refusal.ts'
import { holdSession, type Session } from '#server/session/find.ts'
import type { NetworkId, PartnerId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import type { Work } from '#server/work.ts'
import { theVersion } from './ask.ts'
import type { AnswerHereInput, AnswerInput } from './input.ts'
import { mayReadOwn, mustAnswer } from './may.ts'

/** Says for the partner that this member speaks for what it thinks of a version. */
export async function answerAsMember(
  { db, clock }: Work,
  by: Pick<Membership, 'networkId' | 'userId' | 'role'>,
  input: AnswerInput,
): Promise<void> {
  mustAnswer(by)
  const partnerId = await partnerOfDelegate(db, by.networkId, by.userId)
  if (!partnerId) throw refuse('proposition.no_partner')
  const said = readSaid(input)
  await db.transaction((tx) => answerVersion(tx, by.networkId, partnerId, said, clock.now()))
}

/**
 * Says the same from a seat in a running workshop, when that is where partners are asked: whoever has a code for another may sit
 * down there for any organisation.
 */
export async function answerFromSeat(
  { db, clock, announce }: Work,
  proven: Seat,
  input: AnswerHereInput,
): Promise<void> {
  const said = readSaid(input)
  await db.transaction(async (tx) => {
    const session = await holdSession(tx, proven.sessionId, 'share')
    const seat = await seatNow(tx, proven)
    if (seat.kind !== 'participant' || !seat.partnerId) throw refuse('seat.has_no_partner')
    // With no seat: of an answer it is known for which partner, and not which person gave it.
    if (!(await firstTimeUnsigned(tx, session, input.key))) return
    if (session.closedAt) throw refuse('session.closed')
    const mayChange = await mayReadOwn(tx, seat, input.ballot ?? null)
    await answerVersion(tx, seat.networkId, seat.partnerId, said, clock.now(), { session, mayChange })
  })
  announce(proven.sessionId, 'statements')
}

/** What was sent, its words read as they are kept. */
function readSaid({ answer: chosen, reason: typed, ...rest }: AnswerHereInput) {
  const answer = fieldChosen('propositionAnswer', chosen)
  const read = answer === 'cannot' ? fieldText : fieldTextOrNone
  return { ...rest, answer, reason: read('propositionReason', typed, LIMITS.reasonText) }
}

/**
 * Writes a partner's answer while partners are asked. Whoever did not see what a colleague answered meanwhile is refused, so
 * that nobody's answer is taken over unseen.
 */
async function answerVersion(
  tx: Pick<Db, 'select' | 'insert'>,
  networkId: NetworkId,
  partnerId: PartnerId,
  { no, answer, reason, version: seen, key, follows = [], ballot = null }: ReturnType<typeof readSaid>,
  now: Date,
  from?: { session: Session; mayChange(given: { ballot: string | null }): boolean },
): Promise<void> {
  // Held, so that an answer can't slip in while the asking is being closed.
  const [asked] = await tx.select().from(propositionVersions).where(theVersion(networkId, no)).for('update')
  if (!asked) throw refuse('not_found')
  if (from && asked.sessionId !== from.session.id) throw refuse('proposition.not_asked_here')
  if (asked.asking !== 'open') throw refuse('proposition.not_asking')
  if (!(await findPartners(tx, networkId)).some(({ id }) => id === partnerId)) throw refuse('partner.unknown')
  const one = and(
    eq(propositionAnswers.networkId, networkId),
    eq(propositionAnswers.no, no),
    eq(propositionAnswers.partnerId, partnerId),
  )
  const [before] = await tx.select().from(propositionAnswers).where(one)
  // What was taken out is nobody’s to guard any more.
  const stands = before?.takenOutAt === null
  const ownLast = stands && before.lastKey !== null && follows.some((one) => one === before.lastKey)
  if (before && stands && from && !ownLast && !from.mayChange(before)) throw refuse('proposition.colleague_stands')
  if ((before?.version ?? 0) !== seen && !ownLast) {
    // The same answer again is a phone that did not hear that it was stored.
    if (stands && before?.answer === answer && before.reason === reason) return
    throw refuse(before && !stands ? 'proposition.taken_out' : 'proposition.colleague_answered')
  }
  const version = (before?.version ?? 0) + 1
  const known = from ? { ballot, lastKey: key ?? null } : { ballot: null, lastKey: null }
  const given = { answer, reason, version, ...known, answeredAt: now, takenOutAt: null }
  await tx
    .insert(propositionAnswers)
    .values({ networkId, no, partnerId, ...given })
    .onConflictDoUpdate({
      target: [propositionAnswers.networkId, propositionAnswers.no, propositionAnswers.partnerId],
      set: given,
    })
}
