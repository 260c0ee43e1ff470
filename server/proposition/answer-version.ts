import { and, eq } from 'drizzle-orm'
import { propositionAnswers, propositionVersions } from '#db/schema/propositions.ts'
import type { Seat } from '#server/auth/seat.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { fieldChosen, fieldText, fieldTextOrNone } from '#server/field.ts'
import { findPartners, partnerOfDelegate } from '#server/network/find.ts'
import { firstTimeUnsigned } from '#server/participant/first-time.ts'
import { refuse } from '#server/refusal.ts'
import { findSession, type Session } from '#server/session/find.ts'
import type { NetworkId, PartnerId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import type { Work } from '#server/work.ts'
import { theVersion } from './ask.ts'
import type { AnswerHereInput, AnswerInput } from './input.ts'
import { mayReadOwn, mustAnswer } from './may.ts'

/** Says for the partner that this member speaks for what it thinks of a version. */
export async function answerAsMember(
  work: Work,
  by: Pick<Membership, 'networkId' | 'userId' | 'role'>,
  input: AnswerInput,
): Promise<void> {
  mustAnswer(by)
  const partnerId = await partnerOfDelegate(work.db, by.networkId, by.userId)
  if (!partnerId) throw refuse('proposition.no_partner')
  await answerVersion(work, by.networkId, partnerId, input)
}

/**
 * Says the same from a seat in a running workshop, when that is where partners are asked: whoever has a code for another may sit
 * down there for any organisation.
 */
export async function answerFromSeat(work: Work, seat: Seat, input: AnswerHereInput): Promise<void> {
  if (seat.kind !== 'participant' || !seat.partnerId) throw refuse('seat.has_no_partner')
  const session = await findSession(work.db, seat.sessionId)
  const mayChange = await mayReadOwn(work.db, seat, input.ballot ?? null)
  await answerVersion(work, seat.networkId, seat.partnerId, input, { session, mayChange })
  work.announce(seat.sessionId, 'statements')
}

/**
 * Writes a partner's answer while partners are asked. Whoever did not see what a colleague answered meanwhile is refused, so
 * that nobody's answer is taken over unseen.
 */
export async function answerVersion(
  { db, clock }: Work,
  networkId: NetworkId,
  partnerId: PartnerId,
  { no, answer: chosen, reason: typed, version: seen, key, follows = [], ballot = null }: AnswerHereInput,
  from?: { session: Session; mayChange(given: { ballot: string | null }): boolean },
): Promise<void> {
  const answer = fieldChosen('propositionAnswer', chosen)
  const read = answer === 'cannot' ? fieldText : fieldTextOrNone
  const reason = read('propositionReason', typed, LIMITS.reasonText)
  await db.transaction(async (tx) => {
    // With no seat: of an answer it is known for which partner, and not which person gave it.
    if (from && !(await firstTimeUnsigned(tx, from.session, key))) return
    // Held, so that an answer can't slip in while the asking is being closed.
    const [asked] = await tx.select().from(propositionVersions).where(theVersion(networkId, no)).for('update')
    if (from?.session.closedAt) throw refuse('session.closed')
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
    const ownLast = before?.lastKey != null && follows.some((one) => one === before.lastKey)
    if (before && from && !ownLast && !from.mayChange(before)) throw refuse('proposition.colleague_stands')
    if ((before?.version ?? 0) !== seen && !ownLast) {
      // The same answer again is a phone that did not hear that it was stored.
      if (before?.answer === answer && before.reason === reason) return
      throw refuse('proposition.colleague_answered')
    }
    const version = (before?.version ?? 0) + 1
    const known = from ? { ballot, lastKey: key ?? null } : { ballot: null, lastKey: null }
    const given = { answer, reason, version, ...known, answeredAt: clock.now() }
    await tx
      .insert(propositionAnswers)
      .values({ networkId, no, partnerId, ...given })
      .onConflictDoUpdate({
        target: [propositionAnswers.networkId, propositionAnswers.no, propositionAnswers.partnerId],
        set: given,
      })
  })
}
