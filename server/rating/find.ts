import { and, asc, count, eq, gt, inArray, isNull, lte, ne, or } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { ratings } from '#db/schema/ratings.ts'
import { seats, stepMoves } from '#db/schema/sessions.ts'
import type { Seat } from '#server/auth/seat.ts'
import { findReadable } from '#server/moderation/reasons.ts'
import { type BallotId, showsNobody } from '#server/participant/author.ts'
import { findParticipants } from '#server/participant/find.ts'
import { findSession, questionsOf, type Session } from '#server/session/find.ts'
import { findStatements } from '#server/statement/find.ts'
import type { PartnerId, SeatId, StatementId } from '#server/vocabulary/ids.ts'
import {
  type Answer,
  isAnswer,
  type Mandate,
  MINIMUM_CELL,
  type Question,
  type Showing,
} from '#server/vocabulary/rating-scale.ts'

export interface OwnRating {
  statementId: StatementId
  question: Question
  /** null: a colleague answered for the organisation, and it is not shown yet. */
  answer: Answer | null
  mandate: Mandate
  reason: string
  round: number
  showing: Showing
}

const answerIn = (row: { kind: string; point: number | null }): Answer => {
  const answer = row.point ?? row.kind
  if (!isAnswer(answer)) throw new Error(`a rating is stored that no form can give: ${answer}`)
  return answer
}

/**
 * The answers of one seat, all rounds, and nobody else's. In a named voice a partner has one answer, so that a colleague gave
 * one is told too; which, only once it is shown to all: whoever has the code can sit down for that partner. What a
 * colleague said to it is told once the convenor lets it be read. Where the workshop shows nobody, those of the ballot that only this phone knows.
 */
export async function findOwnRatings(db: Db, seat: Seat, ballot?: BallotId): Promise<OwnRating[]> {
  const session = await findSession(db, seat.sessionId)
  const nobody = showsNobody(session)
  if (nobody && !ballot) return []
  const voter = nobody ? (ballot as BallotId) : seat.id
  const readable = await findReadable(db, session)
  const rows = await db
    .select()
    .from(ratings)
    .where(
      and(
        eq(ratings.networkId, seat.networkId),
        eq(ratings.sessionId, seat.sessionId),
        or(eq(ratings.seatId, voter), seat.partnerId ? eq(ratings.speaksFor, seat.partnerId) : undefined),
      ),
    )
    .orderBy(asc(ratings.round))
  return rows.map((row) => {
    const byAnother = row.seatId !== voter
    const kept = byAnother && row.round > session.shownRound
    const reads = !byAnother || (!kept && readable({ statementId: row.statementId, text: row.reason }))
    return {
      ...{ statementId: row.statementId as StatementId, question: row.question, round: row.round },
      ...{ mandate: row.mandate, showing: row.showing, reason: reads ? row.reason : '' },
      answer: kept ? null : answerIn(row),
    }
  })
}

export interface GivenRating extends Omit<OwnRating, 'answer'> {
  answer: Answer
  seatId: SeatId
  partnerId: PartnerId
}

/**
 * Every answer to one question that counts in a round: each seat's last one up to it, with the partner it was shown for, or the
 * one the seat speaks for while it is not shown. In a named voice the partner's last one, whichever colleague gave it. What was given after its round was shown is left out.
 * Only the analysis may ask; nothing of this leaves the server as it is.
 */
export async function findRatings(
  db: Pick<Db, 'select'>,
  session: Session,
  round: number,
  question: Question = 'should',
): Promise<GivenRating[]> {
  const rows = await db
    .select({ rating: ratings, partnerId: seats.partnerId })
    .from(ratings)
    .innerJoin(seats, and(eq(seats.networkId, ratings.networkId), eq(seats.id, ratings.seatId)))
    .where(
      and(
        eq(ratings.networkId, session.networkId),
        eq(ratings.sessionId, session.id),
        eq(ratings.question, question),
        lte(ratings.round, round),
        isNull(seats.mergedInto),
        eq(ratings.showing, 'before'),
      ),
    )
    .orderBy(asc(ratings.round), asc(ratings.givenAt), asc(ratings.seatId))
  const last = new Map<string, GivenRating>()
  const named = session.voice === 'named'
  for (const { rating, partnerId: seated } of rows) {
    const partnerId = named ? rating.speaksFor : (rating.shownFor ?? seated)
    if (!partnerId) continue
    const { seatId, statementId, mandate, reason } = rating
    const given = {
      seatId,
      statementId,
      question,
      mandate,
      reason,
      round: rating.round,
      showing: rating.showing,
      answer: answerIn(rating),
      partnerId,
    } as GivenRating
    last.set(`${named ? partnerId : seatId} ${statementId}`, given)
  }
  return [...last.values()]
}

/** How far a round has come: people in own views, partners in a named voice. */
export interface Progress {
  finished: number
  of: number
  /**
   * Only partners with at least three people here, and not all of those where taking them from the whole would leave one or two
   * people: so that nobody's pace is shown.
   */
  byPartner: { partnerId: PartnerId; finished: number; of: number }[]
}

/**
 * How many people were taken away since the room first came to rate this round: what was answered from their seats still counts.
 * A seat that became one with another is still here, in that one.
 */
async function countLeft(db: Db, { networkId, id }: Session): Promise<number> {
  const moves = await db
    .select({ step: stepMoves.step, at: stepMoves.at })
    .from(stepMoves)
    .where(
      and(
        ...[eq(stepMoves.networkId, networkId), eq(stepMoves.sessionId, id)],
        inArray(stepMoves.step, ['rate', 'show-answers']),
      ),
    )
    .orderBy(asc(stepMoves.stepNo))
  // A round begins when the room comes to rate after answers were shown, and not when it comes back to go on.
  const came = moves.findLast(({ step }, i) => step === 'rate' && moves[i - 1]?.step !== 'rate')
  if (!came) return 0
  const ofSession = and(eq(seats.networkId, networkId), eq(seats.sessionId, id), eq(seats.kind, 'participant'))
  const [left] = await db
    .select({ n: count() })
    .from(seats)
    // Nobody answers in the very moment in which a round begins: whoever left in it had answered nothing.
    .where(and(ofSession, gt(seats.removedAt, came.at), isNull(seats.mergedInto)))
  return left?.n ?? 0
}

/** Who has answered every statement in the session's current round, as counts. */
export async function findProgress(db: Db, session: Session): Promise<Progress> {
  const [everybody, statements, given] = await Promise.all([
    findParticipants(db, session.networkId, session.id),
    findStatements(db, session.networkId, session.id),
    db
      .select({
        seatId: ratings.seatId,
        statementId: ratings.statementId,
        question: ratings.question,
        speaksFor: ratings.speaksFor,
      })
      .from(ratings)
      .where(
        and(
          eq(ratings.networkId, session.networkId),
          eq(ratings.sessionId, session.id),
          eq(ratings.round, session.round),
          eq(ratings.showing, 'before'),
          ne(ratings.question, 'most'),
        ),
      ),
  ])
  const people = everybody.filter((person) => person.partnerId)
  // What most would say may be left out; whoever has answered the rest has finished.
  const questions = questionsOf(session).filter((question) => question !== 'most')
  const asked = statements.flatMap(({ id }) => questions.map((question) => `${id} ${question}`))
  const partnerOf = new Map(people.map(({ seatId, partnerId }) => [seatId as string, partnerId as PartnerId]))
  const voiceOf = (seatId: string) =>
    session.voice === 'named'
      ? partnerOf.get(seatId)
      : partnerOf.has(seatId) || showsNobody(session)
        ? seatId
        : undefined

  const answered = new Map<string, Set<string>>()
  for (const { seatId, statementId, question, speaksFor } of given) {
    // What a colleague answered for the organisation counts, though they have left.
    const voice = session.voice === 'named' ? speaksFor : voiceOf(seatId)
    if (voice) answered.set(voice, (answered.get(voice) ?? new Set()).add(`${statementId} ${question}`))
  }
  // What a sheet of paper leaves blank stays blank: whoever handed it in has finished.
  const onPaper = new Set<string>(people.filter(({ medium }) => medium === 'paper').map(({ seatId }) => seatId))
  const isDone = (voice: string) =>
    onPaper.has(voice) ? answered.has(voice) : asked.length > 0 && asked.every((one) => answered.get(voice)?.has(one))
  // Nobody knows whose a ballot is: they are counted against the people, and not by organisation.
  if (showsNobody(session)) {
    const ballots = [...answered.keys()].filter((id) => !partnerOf.has(id))
    const finished = ballots.filter(isDone).length + [...onPaper].filter(isDone).length
    // Some of them may be of those who were here and left: whoever is still here is not taken for finished.
    const left = Math.min(await countLeft(db, session), finished)
    return { finished, of: Math.max(people.length + left, finished), byPartner: [] }
  }
  const voices = new Map(people.map((person) => [voiceOf(person.seatId) as string, person.partnerId as PartnerId]))
  return {
    finished: [...voices.keys()].filter(isDone).length,
    of: voices.size,
    byPartner: mayBeTold(voices).map(([partnerId, theirs]) => ({
      ...{ partnerId, finished: theirs.filter(isDone).length, of: theirs.length },
    })),
  }
}

/** The partners that are many enough, without the smallest of them where the others would be told by what remains. */
function mayBeTold(voices: ReadonlyMap<string, PartnerId>): [PartnerId, string[]][] {
  const all = new Map<PartnerId, string[]>()
  for (const [voice, partnerId] of voices) all.set(partnerId, [...(all.get(partnerId) ?? []), voice])
  const many = [...all].filter(([, theirs]) => theirs.length >= MINIMUM_CELL)
  const others = voices.size - many.reduce((sum, [, theirs]) => sum + theirs.length, 0)
  if (others === 0 || others >= MINIMUM_CELL) return many
  const bySize = many.toSorted(([a, of], [b, than]) => of.length - than.length || (a < b ? -1 : 1))
  return many.filter((one) => one !== bySize[0])
}
