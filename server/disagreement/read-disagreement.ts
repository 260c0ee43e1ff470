import { createHash } from 'node:crypto'
import type { Db } from '#db/client.ts'
import { analyse } from '#server/analysis/analyse.ts'
import { inBatches } from '#server/analysis/batches.ts'
import { type LongAnswer, makeMatrix } from '#server/analysis/matrix.ts'
import { type Perception, perceive } from '#server/analysis/perception.ts'
import type { DisagreementReport, StatementReport } from '#server/analysis/report.ts'
import { answering, tally } from '#server/analysis/tally.ts'
import { told } from '#server/analysis/told.ts'
import { type TwoQuestions, twoQuestions } from '#server/analysis/two-questions.ts'
import { findPartners } from '#server/network/find.ts'
import { findRatings, type GivenRating } from '#server/rating/find.ts'
import type { Session } from '#server/session/find.ts'
import { findStatements } from '#server/statement/find.ts'
import type { Answer, Question } from '#server/vocabulary/rating-scale.ts'

/** A reason somebody gave, with their partner where that partner's answers may be shown. */
export interface Reason {
  readonly statementId: string
  readonly partnerId: string | null
  readonly text: string
}

/** What everybody in the room may see of the answers once they are shown. */
export interface Disagreement {
  readonly round: number
  readonly report: DisagreementReport
  /** The answers to "is it our focus now?", and what both questions show together; null where that wasn't asked. */
  readonly is: { readonly report: DisagreementReport; readonly two: readonly TwoQuestions[] } | null
  /** How well people know what most partners would say, by statement; null where that wasn't asked. */
  readonly perceptions: readonly { readonly statementId: string; readonly perception: Perception | null }[] | null
  readonly reasons: readonly Reason[]
}

/** Where partners disagree, by the answers shown last; null while none were shown, for then nobody may know. */
export async function readDisagreement(db: Pick<Db, 'select'>, session: Session): Promise<Disagreement | null> {
  if (session.shownRound === 0) return null
  const rounds = await answersIn(db, session, 'should')
  const ratings = rounds.at(-1) as GivenRating[]
  const asked = await whatWasAsked(db, session, ratings)
  const report = analysed(session, asked, rounds)
  const is = session.asksIs ? analysed(session, asked, await answersIn(db, session, 'is')) : null
  const expected = session.asksMost ? await answersIn(db, session, 'most') : null
  return {
    round: session.shownRound,
    report,
    is: is && {
      report: is,
      two: report.statements.map((should, i) => twoQuestions(should, is.statements[i] as StatementReport)),
    },
    perceptions: expected && perceptions(session, asked, report, rounds, expected),
    reasons: reasonsOf(ratings, report),
  }
}

/** The answers to one question as they stood in each of the rounds that were shown. */
async function answersIn(db: Pick<Db, 'select'>, session: Session, question: Question): Promise<GivenRating[][]> {
  const rounds: GivenRating[][] = []
  for (let round = 1; round <= session.shownRound; round += 1)
    rounds.push(await findRatings(db, session, round, question))
  return rounds
}

interface Asked {
  readonly partners: readonly { id: string; label: string }[]
  readonly statements: readonly { id: string; text: string }[]
}

async function whatWasAsked(db: Pick<Db, 'select'>, session: Session, ratings: readonly GivenRating[]): Promise<Asked> {
  const statements = await findStatements(db, session.networkId, session.id)
  const present = new Set(ratings.map(({ partnerId }) => partnerId as string))
  // A partner that left the network since still stands behind what it answered here.
  const partners = (await findPartners(db, session.networkId, { withLeft: true })).filter(
    ({ id, left }) => !left || present.has(id),
  )
  return {
    partners: partners.map(({ id, name }) => ({ id, label: name })),
    statements: statements.map(({ id, text }) => ({ id, text })),
  }
}

const made = new Map<string, DisagreementReport>()
const MOST_KEPT = 50

/** Sixty phones ask at the same moment: the same data is analysed once. */
function analysed(session: Session, asked: Asked, rounds: readonly (readonly GivenRating[])[]): DisagreementReport {
  const { voice, minimumCell, source } = session
  const onTwoPoints = source === 'polis'
  const answers = counted(session, asked, rounds, onTwoPoints ? asVote : asPoint)
  const key = createHash('sha256')
    .update(JSON.stringify([voice, minimumCell, source, asked, answers]))
    .digest('hex')
  const had = made.get(key)
  if (had) return had
  const report = analyse(makeMatrix({ scale: onTwoPoints ? 2 : 5, voice, ...asked, answers }), { minimumCell })
  if (made.size >= MOST_KEPT) made.delete(made.keys().next().value as string)
  made.set(key, report)
  return report
}

/** How well people know what most partners would say, where enough of them said what they expect. */
function perceptions(
  session: Session,
  asked: Asked,
  report: DisagreementReport,
  stances: readonly (readonly GivenRating[])[],
  expected: readonly (readonly GivenRating[])[],
): NonNullable<Disagreement['perceptions']> {
  const { voice } = session
  const should = makeMatrix({ scale: 5, voice, ...asked, answers: counted(session, asked, stances, asPoint) })
  const most = makeMatrix({ scale: 2, voice, ...asked, answers: counted(session, asked, expected, asVote) })
  return asked.statements.map(({ id }, i) => ({
    statementId: id,
    // By what may be told alone: a majority of all would tell on which side the one hidden partner is.
    perception: perceive(
      told(tally(should, i), (report.statements[i] as StatementReport).cells).apart,
      tally(most, i),
      minimumOf(session),
      answering(tally(should, i)).length,
    ),
  }))
}

const minimumOf = ({ voice, minimumCell }: Session) => (voice === 'named' ? 1 : minimumCell)

/**
 * The answers that count, to statements that are still asked: where few changed since an earlier round, they wait until there
 * are enough. In an order of its own, whatever order the tables give.
 */
function counted(
  session: Session,
  { statements }: Asked,
  rounds: readonly (readonly GivenRating[])[],
  answerOf: (answer: Answer) => LongAnswer['answer'],
): LongAnswer[] {
  const known = new Set(statements.map(({ id }) => id))
  const inOrder = (ratings: readonly GivenRating[]): LongAnswer[] =>
    ratings
      .filter(({ statementId }) => known.has(statementId))
      .sort((a, b) => order(a.statementId, b.statementId) || order(a.seatId, b.seatId))
      .map(({ statementId, partnerId, seatId, answer }) => ({
        statement: statementId,
        partner: partnerId,
        person: seatId,
        answer: answerOf(answer),
      }))
  return inBatches(rounds.map(inOrder), minimumOf(session))
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const asPoint = (answer: Answer) =>
  typeof answer === 'number' ? answer + 3 : answer === 'unclear' ? 'unsure' : 'remit'
const asVote = (answer: Answer) =>
  typeof answer === 'number' ? (answer > 0 ? 2 : 1) : answer === 'unclear' ? 'unsure' : 'remit'

/** The reasons, in an order that tells nothing of who gave them when. */
function reasonsOf(ratings: readonly GivenRating[], report: DisagreementReport): Reason[] {
  const hidden = (statementId: string, partnerId: string) => {
    const cell = report.statements
      .find(({ id }) => id === statementId)
      ?.cells.find((one) => one.partnerId === partnerId)
    return !cell || cell.suppressed !== null
  }
  return ratings
    .filter(({ reason }) => reason !== '')
    .map(({ statementId, partnerId, reason }) => ({
      statementId,
      partnerId: hidden(statementId, partnerId) ? null : partnerId,
      text: reason,
    }))
    .sort((a, b) => order(a.text, b.text))
}
