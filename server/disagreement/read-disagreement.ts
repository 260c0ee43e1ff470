import { createHash } from 'node:crypto'
import type { Db } from '#db/client.ts'
import { analyse } from '#server/analysis/analyse.ts'
import { type LongAnswer, makeMatrix } from '#server/analysis/matrix.ts'
import { type Perception, perceive } from '#server/analysis/perception.ts'
import type { DisagreementReport, StatementReport } from '#server/analysis/report.ts'
import { tally } from '#server/analysis/tally.ts'
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
  const ratings = await findRatings(db, session, session.shownRound)
  const statements = await findStatements(db, session.networkId, session.id)
  const present = new Set(ratings.map(({ partnerId }) => partnerId as string))
  // A partner that left the network since still stands behind what it answered here.
  const partners = (await findPartners(db, session.networkId, { withLeft: true })).filter(
    ({ id, left }) => !left || present.has(id),
  )
  const asked = {
    partners: partners.map(({ id, name }) => ({ id, label: name })),
    statements: statements.map(({ id, text }) => ({ id, text })),
  }
  const report = analysed(session, asked, ratings)
  const answersTo = (question: Question) => findRatings(db, session, session.shownRound, question)
  const is = session.asksIs ? analysed(session, asked, await answersTo('is')) : null
  return {
    round: session.shownRound,
    report,
    is: is && {
      report: is,
      two: report.statements.map((should, i) => twoQuestions(should, is.statements[i] as StatementReport)),
    },
    perceptions: session.asksMost ? perceptions(session, asked, ratings, await answersTo('most')) : null,
    reasons: reasonsOf(ratings, report),
  }
}

type Asked = { partners: { id: string; label: string }[]; statements: { id: string; text: string }[] }

const made = new Map<string, DisagreementReport>()
const MOST_KEPT = 50

/** Sixty phones ask at the same moment: the same data is analysed once. */
function analysed(session: Session, asked: Asked, ratings: readonly GivenRating[]): DisagreementReport {
  const answers = inOrder(asked, ratings).map(
    ({ statementId, partnerId, seatId, answer }): LongAnswer => ({
      statement: statementId,
      partner: partnerId,
      person: seatId,
      answer: asMatrixAnswer(answer),
    }),
  )
  const { voice, minimumCell, source } = session
  const key = createHash('sha256')
    .update(JSON.stringify([voice, minimumCell, source, asked, answers]))
    .digest('hex')
  const had = made.get(key)
  if (had) return had
  const onTwoPoints = source === 'polis'
  const points = (answer: LongAnswer['answer']) =>
    typeof answer === 'number' && onTwoPoints ? (answer > 3 ? 2 : 1) : answer
  const rated = answers.map((given) => ({ ...given, answer: points(given.answer) }))
  const report = analyse(makeMatrix({ scale: onTwoPoints ? 2 : 5, voice, ...asked, answers: rated }), { minimumCell })
  if (made.size >= MOST_KEPT) made.delete(made.keys().next().value as string)
  made.set(key, report)
  return report
}

/** Answers to statements that are still asked, in an order that is the same whoever answered first. */
function inOrder({ statements }: Asked, ratings: readonly GivenRating[]): GivenRating[] {
  const known = new Set(statements.map(({ id }) => id))
  return ratings
    .filter(({ statementId }) => known.has(statementId))
    .sort((a, b) => order(a.statementId, b.statementId) || order(a.seatId, b.seatId))
}

/** How well people know what most partners would say, where enough of them said what they expect. */
function perceptions(
  session: Session,
  asked: Asked,
  stances: readonly GivenRating[],
  expected: readonly GivenRating[],
): NonNullable<Disagreement['perceptions']> {
  const matrix = (ratings: readonly GivenRating[], scale: number, of: (answer: Answer) => LongAnswer['answer']) =>
    makeMatrix({
      scale,
      voice: session.voice,
      ...asked,
      answers: inOrder(asked, ratings).map(({ statementId, partnerId, seatId, answer }) => ({
        statement: statementId,
        partner: partnerId,
        person: seatId,
        answer: of(answer),
      })),
    })
  const should = matrix(stances, 5, asMatrixAnswer)
  const most = matrix(expected, 2, (answer) => (typeof answer === 'number' ? (answer > 0 ? 2 : 1) : 'unsure'))
  const minimum = session.voice === 'named' ? 1 : session.minimumCell
  return asked.statements.map(({ id }, i) => ({
    statementId: id,
    perception: perceive(tally(should, i), tally(most, i), minimum),
  }))
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const asMatrixAnswer = (answer: Answer) =>
  typeof answer === 'number' ? answer + 3 : answer === 'unclear' ? 'unsure' : 'remit'

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
