import { createHash } from 'node:crypto'
import type { Db } from '#db/client.ts'
import { analyse } from '#server/analysis/analyse.ts'
import { type LongAnswer, makeMatrix } from '#server/analysis/matrix.ts'
import type { DisagreementReport } from '#server/analysis/report.ts'
import { findPartners } from '#server/network/find.ts'
import { findRatings, type GivenRating } from '#server/rating/find.ts'
import type { Session } from '#server/session/find.ts'
import { findStatements } from '#server/statement/find.ts'
import type { Answer } from '#server/vocabulary/rating-scale.ts'

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
  return { round: session.shownRound, report, reasons: reasonsOf(ratings, report) }
}

type Asked = { partners: { id: string; label: string }[]; statements: { id: string; text: string }[] }

const made = new Map<string, DisagreementReport>()
const MOST_KEPT = 50

/** Sixty phones ask at the same moment: the same data is analysed once. */
function analysed(session: Session, asked: Asked, ratings: readonly GivenRating[]): DisagreementReport {
  const inOrder = [...ratings].sort((a, b) => order(a.statementId, b.statementId) || order(a.seatId, b.seatId))
  const answers = inOrder.map(
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
  const known = new Set(asked.statements.map(({ id }) => id))
  const onTwoPoints = source === 'polis'
  const points = (answer: LongAnswer['answer']) =>
    typeof answer === 'number' && onTwoPoints ? (answer > 3 ? 2 : 1) : answer
  const rated = answers
    .filter(({ statement }) => known.has(statement))
    .map((given) => ({ ...given, answer: points(given.answer) }))
  const report = analyse(makeMatrix({ scale: onTwoPoints ? 2 : 5, voice, ...asked, answers: rated }), { minimumCell })
  if (made.size >= MOST_KEPT) made.delete(made.keys().next().value as string)
  made.set(key, report)
  return report
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
