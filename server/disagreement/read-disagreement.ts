import type { Db } from '#db/client.ts'
import type { AnalyseOptions } from '#server/analysis/analyse.ts'
import { hiddenCell } from '#server/analysis/cells.ts'
import { type LongAnswer, type Matrix, makeMatrix } from '#server/analysis/matrix.ts'
import { perceptionTold } from '#server/analysis/perception.ts'
import type { DisagreementReport, StatementReport } from '#server/analysis/report.ts'
import type { RoomChange, Sitting } from '#server/analysis/room-change.ts'
import { besideTold, sittingOf } from '#server/analysis/sitting.ts'
import { tally } from '#server/analysis/tally.ts'
import { twoQuestions } from '#server/analysis/two-questions.ts'
import { findReadable } from '#server/moderation/reasons.ts'
import { findPartners } from '#server/network/find.ts'
import type { GivenRating } from '#server/rating/find.ts'
import type { Session } from '#server/session/find.ts'
import { findStatements } from '#server/statement/find.ts'
import type { Question } from '#server/vocabulary/rating-scale.ts'
import { analyseOnce, changeOnce } from './analyse-once.ts'
import { countedAnswers, countedRatings, findStillAsked, minimumOf } from './counted-answers.ts'
import type { Disagreement, Reason } from './disagreement.ts'
import { keepNewest } from './keep-newest.ts'
import { namesPartners, RULES, retold, statementsRetold, toldTo } from './retold.ts'
import { findShowing, type Showing, writeShowing } from './showing.ts'
import { byPartner, toldBefore } from './told-before.ts'

export type { Disagreement, Reason } from './disagreement.ts'
export { retold } from './retold.ts'

/**
 * Where partners disagree, as the room was shown it last; null while nothing was shown, for then nobody may know. What was shown
 * stays as it was, whoever is moved or loses their seat afterwards; but the reasons are those that the convenor lets be read.
 */
export async function readDisagreement(db: Pick<Db, 'select'>, session: Session): Promise<Disagreement | null> {
  const shown = await readUnchecked(db, session)
  if (!shown || shown.reasons.length === 0) return shown
  const readable = await findReadable(db, session)
  return { ...shown, reasons: shown.reasons.filter(readable) }
}

/** The same with the reasons that wait for the convenor or are hidden: for whoever checks them, and for nobody else. */
export async function readUnchecked(db: Pick<Db, 'select'>, session: Session): Promise<Disagreement | null> {
  if (session.shownRound === 0) return null
  const kept = await findShowing(db, session, session.shownRound)
  if (!kept) return (await drawUp(db, session)).shown
  return toldOnce(db, session, kept.shown, `${session.id} ${session.shownRound}`)
}

const retoldNow = keepNewest<Disagreement>()
const toldNow = new Map<string, Disagreement>()
const MOST_KEPT = 50

/**
 * What older rules told, told again: once, though every phone asks for it. What has the `key` never changes. What hangs on answers is
 * kept as what came of it, and not as the promise: whoever holds the session's row must not wait for somebody who waits for the same
 * connection.
 */
export async function toldOnce(
  db: Pick<Db, 'select'>,
  session: Session,
  kept: Disagreement,
  key: string,
): Promise<Disagreement> {
  if (kept.rules === RULES) return kept
  const had = toldNow.get(key)
  if (had) return had
  const told = await withAnswers(db, session, kept, await retoldNow(key, () => retold(session, kept)))
  if (toldNow.size >= MOST_KEPT) toldNow.delete(toldNow.keys().next().value as string)
  toldNow.set(key, told)
  return told
}

/**
 * Works out what the running round would show, before anybody has to wait for it: when it is shown a moment later from the same
 * answers, the report is at hand, and nobody's row is held while it is made.
 */
export async function foreseeShowing(db: Pick<Db, 'select'>, session: Session): Promise<void> {
  if (session.closedAt === null && session.shownRound < session.round)
    await drawUp(db, { ...session, shownRound: session.round })
}

/** Keeps what the room is shown of the round that is shown now. Called in the transaction that shows it. */
export async function keepShowing(tx: Pick<Db, 'select' | 'insert'>, session: Session, shownAt: Date): Promise<void> {
  if (await findShowing(tx, session, session.shownRound)) return
  await writeShowing(tx, session, { round: session.shownRound, ...(await drawUp(tx, session)) }, shownAt)
}

/** Makes out of the answers what everybody may be told of the round shown last, and says which answers stand in it. */
async function drawUp(db: Pick<Db, 'select'>, session: Session): Promise<Pick<Showing, 'shown' | 'answers'>> {
  const answersTo = (question: Question) => countedAnswers(db, session, question)
  const should = await answersTo('should')
  const given = {
    is: session.asksIs ? await answersTo('is') : [],
    most: session.asksMost ? await answersTo('most') : [],
  }
  const asked = await whatWasAsked(db, session, [...should, ...given.is, ...given.most])
  const now = await gathered(db, session, asked, 'should', should)
  const { report, map } = await analyseOnce(now.matrix, now.options, toldTo(session))
  const isNow = session.asksIs ? await gathered(db, session, asked, 'is', given.is) : null
  const is = isNow && (await analyseOnce(isNow.matrix, isNow.options, toldTo(session))).report
  const shown: Disagreement = {
    rules: RULES,
    round: session.shownRound,
    report,
    is: is
      ? {
          report: is,
          two: report.statements.map((one, i) => twoQuestions(one, is.statements[i] as StatementReport)),
        }
      : null,
    perceptions: session.asksMost
      ? perceptions(session, asked, { scale: report.scale, silent: now.options.toldBefore }, should, given.most)
      : null,
    change: await changeSince(db, session, besideTold(sittingOf(now.matrix, now.options), report.statements)),
    map,
    reasons: reasonsOf(await countedRatings(db, session, should), report, session),
  }
  const silent = { should: now.options.toldBefore, ...(isNow && { is: isNow.options.toldBefore }) }
  return { shown, answers: { should, ...given, silent } }
}

/** What became of each statement since the round that was shown before; null where this one is the first. */
async function changeSince(db: Pick<Db, 'select'>, session: Session, now: Sitting): Promise<RoomChange[] | null> {
  const was = await readSitting(db, { ...session, shownRound: session.shownRound - 1 })
  return was && changeOnce(was, now)
}

/** What was kept, as it is told today; what hangs on answers is made of them anew where they were kept too. */
export const toldAgain = async (db: Pick<Db, 'select'>, session: Session, kept: Disagreement): Promise<Disagreement> =>
  withAnswers(db, session, kept, await retold(session, kept))

async function withAnswers(
  db: Pick<Db, 'select'>,
  session: Session,
  kept: Disagreement,
  told: Disagreement,
): Promise<Disagreement> {
  if (kept.rules === RULES || namesPartners(session)) return told
  const then = await findShowing(db, session, kept.round)
  if (!then?.answers.should) return told
  const { should, most, silent } = then.answers
  const asked = { partners: told.report.partners, statements: told.report.statements }
  const given = { scale: told.report.scale, silent: silent?.should ?? {} }
  return {
    ...told,
    perceptions: kept.perceptions && most ? perceptions(session, asked, given, should, most) : null,
    change: kept.change ? await changeAgain(db, { ...session, shownRound: kept.round }, asked.statements) : null,
  }
}

/** The change of those statements that were shown then: what was reworded since has another id. */
async function changeAgain(
  db: Pick<Db, 'select'>,
  session: Session,
  shown: readonly { readonly id: string }[],
): Promise<RoomChange[] | null> {
  const now = await readSitting(db, session)
  const change = now && (await changeSince(db, session, now))
  return change?.filter(({ statementId }) => shown.some(({ id }) => id === statementId)) ?? null
}

/** The answers shown last with the cells made of them, before anything is taken from them for the room; null while none were. */
export async function readSitting(db: Pick<Db, 'select'>, session: Session): Promise<Sitting | null> {
  if (session.shownRound === 0) return null
  const kept = await findShowing(db, session, session.shownRound)
  const stood = kept?.answers.should
  // Statements may have been taken away or reworded since.
  const answers = stood ? (await findStillAsked(db, session))(stood) : await countedAnswers(db, session, 'should')
  const asked = await whatWasAsked(db, session, answers)
  const then = await gathered(db, session, asked, 'should', answers, kept?.answers.silent?.should)
  const sitting = sittingOf(then.matrix, then.options)
  if (!kept) return sitting
  const { rules = null, report } = kept.shown
  return besideTold(hiddenAsThen(sitting, report), statementsRetold(session, { ...report, rules }))
}

/** Whoever was hidden when it was shown stays so, for whom else it showed then may stand in another's place by today's rules. */
function hiddenAsThen({ matrix, report }: Sitting, shown: DisagreementReport): Sitting {
  const then = new Map(
    shown.statements.map(({ id, cells }) => [id, new Map(cells.map((cell) => [cell.partnerId, cell.suppressed]))]),
  )
  const statements = report.statements.map((one) => ({
    ...one,
    cells: one.cells.map((cell) => {
      const suppressed = then.get(one.id)?.get(cell.partnerId)
      return suppressed && !cell.suppressed ? hiddenCell(cell.partnerId, suppressed) : cell
    }),
  }))
  return { matrix, report: { ...report, statements } }
}

interface Asked {
  readonly partners: readonly { id: string; label: string }[]
  readonly statements: readonly { id: string; text: string }[]
}

async function whatWasAsked(db: Pick<Db, 'select'>, session: Session, answers: readonly LongAnswer[]): Promise<Asked> {
  const statements = await findStatements(db, session.networkId, session.id)
  const present = new Set(answers.map(({ partner }) => partner))
  // A partner that left the network since still stands behind what it answered here.
  const partners = (await findPartners(db, session.networkId, { withLeft: true })).filter(
    ({ id, left }) => !left || present.has(id),
  )
  return {
    partners: partners.map(({ id, name }) => ({ id, label: name })),
    statements: statements.map(({ id, text }) => ({ id, text })),
  }
}

const matrixOf = ({ voice }: Session, asked: Asked, scale: number, answers: readonly LongAnswer[]) =>
  makeMatrix({ scale, voice, ...asked, answers: byPartner(answers) })

/** Answers, and how they are analysed. */
interface Gathered {
  readonly matrix: Matrix
  readonly options: Required<Pick<AnalyseOptions, 'minimumCell' | 'toldBefore'>>
}

async function gathered(
  db: Pick<Db, 'select'>,
  session: Session,
  asked: Asked,
  question: 'should' | 'is',
  answers: readonly LongAnswer[],
  silentThen?: Readonly<Record<string, readonly string[]>>,
): Promise<Gathered> {
  const matrix = matrixOf(session, asked, session.source === 'polis' ? 2 : 5, answers)
  const silent = silentThen ?? (await toldBefore(db, session, question, { matrix, answers }))
  return { matrix, options: { minimumCell: session.minimumCell, toldBefore: silent } }
}

/** How well people know what most partners would say, where enough of them said what they expect. */
function perceptions(
  session: Session,
  asked: Asked,
  { scale, silent }: { scale: number; silent: Readonly<Record<string, readonly string[]>> },
  stances: readonly LongAnswer[],
  expected: readonly LongAnswer[],
): NonNullable<Disagreement['perceptions']> {
  const [should, most] = [matrixOf(session, asked, scale, stances), matrixOf(session, asked, 2, expected)]
  const minimum = minimumOf(session)
  return asked.statements.map(({ id }, i) => {
    const hidden = new Set((silent[id] ?? []).map((one) => asked.partners.findIndex((partner) => partner.id === one)))
    const perception = perceptionTold(tally(should, i), tally(most, i), asked.partners, minimum, hidden)
    return { statementId: id, perception }
  })
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/**
 * The reasons, in an order that tells nothing of who gave them when. With own views no organisation stands beside one: two that
 * say opposite things would tell everybody that its people are split. A named voice is its organisation's, and votes of an open
 * conversation are published one by one.
 */
function reasonsOf(
  ratings: readonly GivenRating[],
  report: DisagreementReport,
  session: Pick<Session, 'voice' | 'source'>,
): Reason[] {
  const hidden = (statementId: string, partnerId: string) => {
    const cell = report.statements
      .find(({ id }) => id === statementId)
      ?.cells.find((one) => one.partnerId === partnerId)
    return !cell || cell.suppressed !== null || !namesPartners(session)
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
