import { and, eq, ne } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { partners } from '#db/schema/networks.ts'
import { ratings } from '#db/schema/ratings.ts'
import { statements } from '#db/schema/statements.ts'
import { type Seat, seatNow } from '#server/auth/seat.ts'
import { voterIn, writtenAt } from '#server/participant/author.ts'
import { firstTime } from '#server/participant/first-time.ts'
import { refuse, wantedOrNone } from '#server/refusal.ts'
import { holdSession, questionsOf, type Session } from '#server/session/find.ts'
import type { SeatId, StatementId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import type { Answer, Question, Showing } from '#server/vocabulary/rating-scale.ts'
import { readText } from '#server/vocabulary/text.ts'
import type { Work } from '#server/work.ts'
import type { GiveRatingInput } from './input.ts'

/**
 * Gives or changes one's answer to a statement. It goes into the table alone and is shown to nobody before answers are
 * shown. The session's row is held, so that no answer slips in behind the showing: one that comes later is refused, or
 * with `late` kept and marked as given after it.
 */
export async function giveRating({ db, clock, announce }: Work, proven: Seat, input: GiveRatingInput): Promise<void> {
  const reason = wantedOrNone(readText(input.reason ?? '', LIMITS.reasonText))
  const { networkId, sessionId } = proven
  await db.transaction(async (tx) => {
    const session = await holdSession(tx, sessionId, 'share')
    const seat = await seatNow(tx, proven)
    const { partnerId } = seat
    if (seat.kind !== 'participant' || !partnerId) throw refuse('seat.has_no_partner')
    const seatId = await voterIn(tx, session, seat, input.ballot)
    const givenAt = writtenAt(session, clock.now())
    // Looked at before all else, for what is done is done, wherever the room is by now. Noted with what the answer hangs on,
    // never with a seat it must not be held against.
    if (!(await firstTime(tx, { networkId, id: seatId as SeatId }, input.key, givenAt))) return
    if (session.closedAt) throw refuse('session.closed')
    const { round, showing } = roundFor(session, input)
    const { question = 'should' } = input
    if (!questionsOf(session).includes(question)) throw refuse('rating.not_asked')
    const statementId = await askedFor(tx, seat, input.statementId)

    const named = session.voice === 'named'
    const key = { networkId, seatId, statementId, question, round }
    const speaksFor = named ? partnerId : null
    if (speaksFor) await mustBeFree(tx, { ...key, speaksFor })
    if (input.addsTo !== undefined) await mustStand(tx, key, stored(input.addsTo))
    // In a named voice the partner speaks, so its answer is the organisation's agreed position.
    const given = {
      ...stored(input.answer),
      mandate: named ? ('agreed' as const) : (input.mandate ?? 'own'),
      reason,
      speaksFor,
      showing,
      givenAt,
    }
    const target = [ratings.networkId, ratings.seatId, ratings.statementId, ratings.question, ratings.round]
    const kept = await tx
      .insert(ratings)
      .values({ ...key, sessionId, ...given })
      .onConflictDoUpdate({ target, set: given, setWhere: eq(ratings.showing, showing) })
      .returning({ round: ratings.round })
    // What was answered in private stands: after the showing there is the next round to change one's mind.
    if (kept.length === 0) throw refuse('rating.already_shown')
  })
  announce(sessionId, 'ratings')
}

/** Which round an answer belongs to, and whether that is shown by now. Refused where there is no place for it. */
function roundFor(
  { step, round: running, shownRound }: Session,
  { round = running, late = false }: GiveRatingInput,
): { round: number; showing: Showing } {
  if (round === running && step === 'rate') return { round, showing: 'before' }
  if (round > shownRound) throw refuse('rating.not_the_time', { step })
  if (!late) throw refuse('rating.already_shown')
  return { round, showing: 'after' }
}

const stored = (answer: Answer) =>
  typeof answer === 'number' ? ({ kind: 'point', point: answer } as const) : ({ kind: answer, point: null } as const)

/** A reason belongs to the answer it was written for: one that another page of the same person gave meanwhile stands. */
async function mustStand(
  tx: Pick<Db, 'select'>,
  of: { networkId: string; seatId: string; statementId: string; question: Question; round: number },
  { kind, point }: ReturnType<typeof stored>,
): Promise<void> {
  const theirs = and(
    ...[eq(ratings.networkId, of.networkId), eq(ratings.seatId, of.seatId), eq(ratings.round, of.round)],
    ...[eq(ratings.statementId, of.statementId), eq(ratings.question, of.question)],
  )
  const [now] = await tx.select({ kind: ratings.kind, point: ratings.point }).from(ratings).where(theirs)
  if (now && (now.kind !== kind || now.point !== point)) throw refuse('rating.answered_elsewhere')
}

/**
 * The statement that an answer to this one is for: itself, or, where the talk found other words for the same while the answer
 * was on its way, the one in those words. Refused when neither is asked, and told where other words are.
 */
async function askedFor(tx: Pick<Db, 'select'>, seat: Seat, statementId: StatementId): Promise<StatementId> {
  const { networkId, sessionId } = seat
  const ofSession = and(eq(statements.networkId, networkId), eq(statements.sessionId, sessionId))
  const [row] = await tx
    .select()
    .from(statements)
    .where(and(ofSession, eq(statements.id, statementId)))
  if (!row) throw refuse('statement.not_found')
  if (!row.replacedAt && !row.withdrawnAt) return statementId
  const [next] = await tx
    .select({ id: statements.id, meaning: statements.meaning })
    .from(statements)
    .where(and(ofSession, eq(statements.madeFrom, statementId)))
  if (next?.meaning === 'same') return askedFor(tx, seat, next.id as StatementId)
  // Whoever read the old words has said nothing of the new ones.
  throw next ? refuse('statement.reworded', { words: row.text }) : refuse('statement.not_found')
}

/** One agreed answer a partner: whoever gave it first keeps it, and may change it; a colleague is told that it is given. */
async function mustBeFree(
  tx: Pick<Db, 'select'>,
  key: {
    networkId: string
    seatId: string
    speaksFor: string
    statementId: string
    question: Question
    round: number
  },
) {
  // Two colleagues who press at once wait for each other here, and the second is told.
  const theirs = and(eq(partners.networkId, key.networkId), eq(partners.id, key.speaksFor))
  await tx.select({ id: partners.id }).from(partners).where(theirs).for('no key update')
  const byAnother = and(
    eq(ratings.networkId, key.networkId),
    eq(ratings.speaksFor, key.speaksFor),
    eq(ratings.statementId, key.statementId),
    eq(ratings.question, key.question),
    eq(ratings.round, key.round),
    ne(ratings.seatId, key.seatId),
  )
  const [taken] = await tx.select({ seatId: ratings.seatId }).from(ratings).where(byAnother)
  if (taken) throw refuse('rating.named_voice_taken')
}
