import { withoutTwo } from '#server/analysis/hidden-two.ts'
import { kindsIn } from '#server/analysis/kinds-in.ts'
import type { DisagreementReport, StatementReport } from '#server/analysis/report.ts'
import { statementsTold } from '#server/analysis/told-to-room.ts'
import { type TwoQuestions, twoQuestions } from '#server/analysis/two-questions.ts'
import type { Session } from '#server/session/find.ts'
import { headlineOf } from '#server/vocabulary/label.ts'
import { analystApart } from './analyse-apart.ts'
import type { Disagreement, KeptStatements } from './disagreement.ts'

/** To be raised whenever a room is told less than before. */
export const RULES = 4

type Speaking = Pick<Session, 'source' | 'voice'>

/** A named voice is its organisation's, and votes of an open conversation are published one by one. */
export const namesPartners = ({ voice, source }: Speaking) => voice === 'named' || source === 'polis'

/** To whom a session's report is told. Votes of an open conversation are published one by one: there is nothing to hide. */
export const toldTo = ({ source }: Pick<Session, 'source'>) => (source === 'polis' ? 'everybody' : 'room')

/**
 * What is told of what was kept: what was shown under older rules tells no more than what is shown today. What people expect of
 * most partners and what became of statements can't be told again without the answers, so in own views these are left out.
 */
export async function retold(session: Speaking, kept: Disagreement): Promise<Disagreement> {
  if (kept.rules === RULES) return kept
  if (session.source === 'polis') return { ...kept, rules: RULES }
  const { report, map } = await analystApart.tell(older(kept.report))
  const is = kept.is && { ...kept.is, report: (await analystApart.tell(older(kept.is.report))).report }
  const told = { ...kept, rules: RULES, report, is }
  if (namesPartners(session)) return told
  return {
    ...told,
    is: is && { ...is, two: twoAgain(report, is.report) },
    perceptions: null,
    change: null,
    reasons: kept.reasons?.map((one) => ({ ...one, partnerId: null })),
    ...(kept.map && { map }),
  }
}

const older = (report: DisagreementReport): DisagreementReport =>
  report.minimumCell <= 1 ? report : { ...report, statements: report.statements.map(withoutTwo) }

function twoAgain({ statements }: DisagreementReport, is: DisagreementReport): TwoQuestions[] {
  const asked = new Map(is.statements.map((one) => [one.id, one]))
  return statements.flatMap((should) => {
    const one = asked.get(should.id)
    return one ? [twoQuestions(should, one)] : []
  })
}

/** The statements of what was kept, as they are told today: without pairs and the network, which take most of the time. */
export const statementsRetold = (
  { source }: Pick<Session, 'source'>,
  { rules, minimumCell, statements }: KeptStatements,
): readonly StatementReport[] => {
  const isWhole = source === 'polis' || (minimumCell !== null && minimumCell <= 1)
  return rules === RULES || isWhole ? statements : statementsTold(statements.map(withoutTwo))
}

/** How many statements each label is said of, as far as it is told today. */
export function headlineRetold(session: Pick<Session, 'source'>, kept: KeptStatements): ReturnType<typeof headlineOf> {
  const statements = statementsRetold(session, kept)
  return headlineOf({ network: { kinds: kindsIn(statements) }, statements })
}
