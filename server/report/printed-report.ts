import { type AnalyseOptions, analyse } from '#server/analysis/analyse.ts'
import type { StatementChange } from '#server/analysis/change.ts'
import type { Matrix } from '#server/analysis/matrix.ts'
import type { DisagreementReport } from '#server/analysis/report.ts'
import { wholeChange } from '#server/analysis/room-change.ts'
import { type TwoQuestions, twoQuestions } from '#server/analysis/two-questions.ts'
import type { Ratings } from './read-ratings-csv.ts'

/** What was read of a file, and so what the report is about. */
export interface Read {
  /** The session; null where the file names none. */
  readonly session: string | null
  /** All sessions that the file names, in its order. */
  readonly sessions: readonly string[]
  /** The question that `statements` are about; null where the file names none. */
  readonly question: 'should' | 'is' | null
  /** The session that `change` counts from; null where there is none before. */
  readonly since: string | null
}

/** Which figures count every person as one, and which every partner; by their names in the report. */
export interface CountedBy {
  readonly people: readonly string[]
  readonly partners: readonly string[]
}

const OF_STATEMENTS = [
  ...['position', 'unsure', 'dispersion', 'within', 'between', 'betweenShare', 'agreement', 'distribution', 'kind'],
  ...['twoQuestions', 'network.kinds', 'network.betweenShare'],
]
const OF_PARTNERS = [
  ...['groupInformedConsensus', 'worstPartner', 'pairs', 'network.blocs'],
  ...['change.position', 'change.between', 'change.within', 'change.unsure', 'change.course'],
]
const OF_PEOPLE = [
  'partners.cohesion',
  'partners.alpha',
  'network.alpha',
  'network.disco',
  'network.permdisp',
  'change.netShift',
]

const countedBy = ({ voice }: DisagreementReport, { peopleEqual = false }: AnalyseOptions): CountedBy =>
  // One voice a partner: counting people is counting partners.
  peopleEqual && voice === 'own'
    ? { people: [...OF_STATEMENTS, ...OF_PEOPLE], partners: OF_PARTNERS }
    : { people: OF_PEOPLE, partners: [...OF_STATEMENTS, ...OF_PARTNERS] }

/** What the command prints: the report, and beside it what two questions and two sessions show. Absent is null. */
export interface PrintedReport extends DisagreementReport {
  readonly read: Read
  readonly countedBy: CountedBy
  /** The report of "is it our focus now?"; null where it wasn't asked beside the other question. */
  readonly is: DisagreementReport | null
  /** A place among the four fields for each statement that was asked both. */
  readonly twoQuestions: readonly TwoQuestions[] | null
  /** What became of each statement since the session before, of partners that are hidden in neither. */
  readonly change: readonly StatementChange[] | null
}

/** The report of ratings: of one session, with both questions where both were asked, and what changed since the one before. */
export function ratingsReport({ now, before, sessions }: Ratings, options: AnalyseOptions): PrintedReport {
  const report = analyse(now.matrix, options)
  const is = now.is && analyse(now.is, options)
  const was = before && { matrix: before.matrix, report: analyse(before.matrix, options) }
  return {
    ...report,
    read: {
      session: now.session || null,
      sessions,
      question: now.question,
      since: before ? before.session || null : null,
    },
    countedBy: countedBy(report, options),
    is,
    twoQuestions: is && twoOf(report, is),
    change: was && wholeChange(was, { matrix: now.matrix, report }),
  }
}

/** The report of an open conversation: one question, one session. */
export function polisReport(matrix: Matrix, options: AnalyseOptions): PrintedReport {
  const read = { session: null, sessions: [], question: null, since: null }
  const report = analyse(matrix, options)
  return { ...report, read, countedBy: countedBy(report, options), is: null, twoQuestions: null, change: null }
}

function twoOf(should: DisagreementReport, is: DisagreementReport): TwoQuestions[] {
  return should.statements.flatMap((one) => {
    const other = is.statements.find(({ id }) => id === one.id)
    return other ? [twoQuestions(one, other)] : []
  })
}
