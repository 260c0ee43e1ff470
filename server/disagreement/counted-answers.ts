import type { Db } from '#db/client.ts'
import { inBatches } from '#server/analysis/batches.ts'
import type { LongAnswer } from '#server/analysis/matrix.ts'
import { findRatings, type GivenRating } from '#server/rating/find.ts'
import type { Session } from '#server/session/find.ts'
import { findStatements } from '#server/statement/find.ts'
import type { Answer, Question } from '#server/vocabulary/rating-scale.ts'
import { findShowing } from './showing.ts'

/** From how many people of a partner its answers are told: with a named voice from one. */
export const minimumOf = ({ voice, minimumCell }: Pick<Session, 'voice' | 'minimumCell'>): number =>
  voice === 'named' ? 1 : minimumCell

/**
 * The answers to one question that count in the round shown last, to statements that are still asked. Where few changed since
 * the round before they wait until there are enough; and that round counts as it was shown, whoever was moved to another partner
 * or lost their seat since. What was answered to words that only said the same otherwise, counts for the new ones.
 */
export async function countedAnswers(
  db: Pick<Db, 'select'>,
  session: Session,
  question: Question,
): Promise<LongAnswer[]> {
  const answerOf = readAs(session, question)
  const stillAsked = await findStillAsked(db, session)
  const given = async (round: number) =>
    stillAsked((await findRatings(db, session, round, question)).map((one) => long(one, answerOf)))
  const { shownRound } = session
  const before = shownRound > 1 ? await findShowing(db, session, shownRound - 1) : undefined
  const told = before?.answers[question]
  const rounds = told ? [stillAsked(told), await given(shownRound)] : await allRounds(shownRound, given)
  return inBatches(rounds, minimumOf(session))
}

/**
 * Of what people answered to "should" those answers that stand in `counted`, each the newest that does, with what was said to
 * it: a reason for a change that still waits waits with it, and until then the earlier one stands.
 */
export async function countedRatings(
  db: Pick<Db, 'select'>,
  session: Session,
  counted: readonly LongAnswer[],
): Promise<GivenRating[]> {
  const answerOf = readAs(session, 'should')
  const stillAsked = await findStillAsked(db, session)
  const keyOf = ({ person, statement }: LongAnswer) => `${person} ${statement}`
  const standing = new Map(counted.map((one) => [keyOf(one), one.answer]))
  const found = new Map<string, GivenRating>()
  for (let round = session.shownRound; round > 0; round -= 1)
    for (const rating of await findRatings(db, session, round)) {
      const [one] = stillAsked([long(rating, answerOf)])
      const key = one && keyOf(one)
      if (key && !found.has(key) && standing.get(key) === one.answer) found.set(key, rating)
    }
  return [...found.values()]
}

/**
 * Takes of some answers those to statements that are still asked, or to words that said the same; in an order of their own.
 * Whoever answered the words that stand now and earlier ones counts once, with what they answered to the later words.
 */
export async function findStillAsked(
  db: Pick<Db, 'select'>,
  session: Pick<Session, 'networkId' | 'id' | 'voice'>,
): Promise<(answers: readonly LongAnswer[]) => LongAnswer[]> {
  const statements = await findStatements(db, session.networkId, session.id, { withReplaced: true })
  const asked = new Set<string>(statements.filter(({ replaced }) => !replaced).map(({ id }) => id))
  const standsFor = standing(statements)
  return (answers) => {
    const counted = new Map<string, { answer: LongAnswer; since: number }>()
    for (const one of answers) {
      const { id, since } = standsFor(one.statement)
      const voice = `${session.voice === 'named' ? one.partner : one.person} ${id}`
      if (asked.has(id) && since < (counted.get(voice)?.since ?? Infinity))
        counted.set(voice, { answer: { ...one, statement: id }, since })
    }
    return [...counted.values()]
      .map(({ answer }) => answer)
      .sort((a, b) => order(a.statement, b.statement) || order(a.person, b.person) || order(a.partner, b.partner))
  }
}

async function allRounds(last: number, given: (round: number) => Promise<LongAnswer[]>): Promise<LongAnswer[][]> {
  const rounds: LongAnswer[][] = []
  for (let round = 1; round <= last; round += 1) rounds.push(await given(round))
  return rounds
}

/** Which statement an answer to `id` counts for: the one that says the same in the words that stand now, and how often it was reworded `since`. */
function standing(statements: readonly { id: string; madeFrom: string | null; meaning: string | null }[]) {
  const next = new Map(
    statements.flatMap(({ id, madeFrom, meaning }) => (madeFrom && meaning === 'same' ? [[madeFrom, id]] : [])),
  )
  return (asked: string): { id: string; since: number } => {
    let [id, since] = [asked, 0]
    for (let on = next.get(id); on !== undefined; on = next.get(id)) [id, since] = [on, since + 1]
    return { id, since }
  }
}

const long = (
  { statementId, partnerId, seatId, answer }: GivenRating,
  answerOf: (answer: Answer) => LongAnswer['answer'],
): LongAnswer => ({ statement: statementId, partner: partnerId, person: seatId, answer: answerOf(answer) })

const readAs = ({ source }: Session, question: Question) =>
  source === 'polis' || question === 'most' ? asVote : asPoint

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const asPoint = (answer: Answer) =>
  typeof answer === 'number' ? answer + 3 : answer === 'unclear' ? 'unsure' : 'remit'
const asVote = (answer: Answer) =>
  typeof answer === 'number' ? (answer > 0 ? 2 : 1) : answer === 'unclear' ? 'unsure' : 'remit'
