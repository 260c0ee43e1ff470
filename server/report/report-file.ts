import type { Db } from '#db/client.ts'
import type { Perception } from '#server/analysis/perception.ts'
import type { DisagreementReport } from '#server/analysis/report.ts'
import type { TwoQuestions } from '#server/analysis/two-questions.ts'
import { type Disagreement, type Reason, readDisagreement } from '#server/disagreement/read-disagreement.ts'
import { openRecord } from '#server/record/find.ts'
import type { Session } from '#server/session/find.ts'
import { findTalk, type TalkLine } from '#server/talk/find.ts'

/**
 * The report of a workshop as a file: the fields of `analyse --json` by the same names, and beside them what only a workshop has.
 * Fields are added and never change their meaning. See README.md of the analysis.
 */
export interface ReportFile extends DisagreementReport {
  readonly about: {
    readonly format: 'tricorner-report'
    readonly version: 1
    readonly workshop: string
    readonly question: string
    /** When the workshop was opened, ISO 8601. */
    readonly heldAt: string
    readonly closed: boolean
    /** Which round of answers this is, from 1. */
    readonly round: number
  }
  /** The report of "is this our focus now?", statement by statement as above; null where it wasn't asked. */
  readonly is: DisagreementReport | null
  readonly twoQuestions: readonly TwoQuestions[] | null
  readonly perceptions: readonly { readonly statementId: string; readonly perception: Perception | null }[] | null
  readonly reasons: readonly Reason[]
  readonly talk: readonly TalkLine[]
}

/**
 * What was shown last in a workshop, as a file; null while nothing was. Of a closed one it is what its record holds. It holds what
 * everybody in the room was told, and whom a statement was sent to only for those who read the register of who backs the network.
 */
export async function readReportFile(
  db: Db,
  session: Session,
  reader: { readsRegister: boolean },
): Promise<ReportFile | null> {
  const kept = session.closedAt ? await openRecord(db, session, session.id) : undefined
  const shown = kept ? kept.shown : await readDisagreement(db, session)
  if (!shown) return null
  const talk = kept?.talk ?? (await findTalk(db, session, reader))
  return reportFile(session, shown, reader.readsRegister ? talk : talk.map(withoutName))
}

/** For those who don't read the register: that a statement was sent, and not to whom. */
const withoutName = (line: TalkLine): TalkLine => ({ ...line, ended: line.ended && { ...line.ended, sentTo: null } })

function reportFile(session: Session, shown: Disagreement, talk: readonly TalkLine[]): ReportFile {
  const { name: workshop, question, openedAt, closedAt } = session
  const { report, is, perceptions, reasons, round } = shown
  return {
    about: {
      ...{ format: 'tricorner-report', version: 1, workshop, question },
      ...{ heldAt: openedAt.toISOString(), closed: closedAt !== null, round },
    },
    ...report,
    is: is?.report ?? null,
    twoQuestions: is?.two ?? null,
    perceptions,
    reasons,
    talk,
  }
}
