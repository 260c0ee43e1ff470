import { and, eq, inArray } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { partners } from '#db/schema/networks.ts'
import { ratings } from '#db/schema/ratings.ts'
import { refuse } from '#server/refusal.ts'
import { questionsOf, type Session } from '#server/session/find.ts'
import { findStatements } from '#server/statement/find.ts'
import type { PartnerId, SeatId, StatementId } from '#server/vocabulary/ids.ts'
import type { Answer, Question } from '#server/vocabulary/rating-scale.ts'

/** Everything that one seat answers at once. */
interface Whole {
  readonly seatId: SeatId
  readonly partnerId: PartnerId
  readonly answers: readonly { statementId: StatementId; question?: Question; answer: Answer }[]
  readonly givenAt: Date
}

/**
 * Writes a seat's answers to several statements for the running round, all or none. The caller holds the session's row.
 * Refused when a statement, or a question about it, is not asked here, or in a named voice when the partner has answered one of them already.
 */
export async function writeAnswers(tx: Pick<Db, 'select' | 'insert'>, session: Session, whole: Whole): Promise<void> {
  const { networkId, id: sessionId, round } = session
  const { seatId, partnerId, answers, givenAt } = whole
  const asked = new Set((await findStatements(tx, networkId, sessionId)).map(({ id }) => id))
  if (answers.some(({ statementId }) => !asked.has(statementId))) throw refuse('statement.not_found')
  const questions = questionsOf(session)
  if (answers.some(({ question = 'should' }) => !questions.includes(question))) throw refuse('rating.not_asked')
  const named = session.voice === 'named'
  if (named) await mustHaveNoVoiceYet(tx, session, whole)
  const all = {
    ...{ networkId, sessionId, seatId, round, givenAt },
    mandate: named ? ('agreed' as const) : ('own' as const),
    speaksFor: named ? partnerId : null,
  }
  await tx.insert(ratings).values(
    answers.map(({ statementId, question = 'should', answer }) => ({
      ...all,
      ...{ statementId, question },
      ...(typeof answer === 'number' ? { kind: 'point' as const, point: answer } : { kind: answer, point: null }),
    })),
  )
}

/** Takes a seat's answers of one round out again. The caller has made sure that nobody has seen them. */
export async function deleteAnswers(
  tx: Pick<Db, 'delete'>,
  { networkId, id }: Session,
  seatId: SeatId,
  round: number,
): Promise<void> {
  const ofSeat = and(eq(ratings.networkId, networkId), eq(ratings.sessionId, id), eq(ratings.seatId, seatId))
  await tx.delete(ratings).where(and(ofSeat, eq(ratings.round, round)))
}

async function mustHaveNoVoiceYet(
  tx: Pick<Db, 'select'>,
  { networkId, round }: Session,
  { partnerId, answers }: Whole,
): Promise<void> {
  // A colleague who answers on a phone at this moment is waited for.
  const theirs = and(eq(partners.networkId, networkId), eq(partners.id, partnerId))
  await tx.select({ id: partners.id }).from(partners).where(theirs).for('no key update')
  const spoken = and(
    eq(ratings.networkId, networkId),
    eq(ratings.speaksFor, partnerId),
    eq(ratings.round, round),
    inArray(
      ratings.statementId,
      answers.map(({ statementId }) => statementId),
    ),
  )
  const taken = await tx
    .select({ statementId: ratings.statementId, question: ratings.question })
    .from(ratings)
    .where(spoken)
  const isTaken = answers.some(({ statementId, question = 'should' }) =>
    taken.some((one) => one.statementId === statementId && one.question === question),
  )
  if (isTaken) throw refuse('sheet.voice_taken')
}
