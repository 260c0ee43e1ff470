import type { Db } from '#db/client.ts'
import type { DisagreementReport } from '#server/analysis/report.ts'
import type { Session } from '#server/session/find.ts'
import { inReadersWords } from '#server/statement/wordings.ts'
import type { Disagreement } from './read-disagreement.ts'

/** What the room may see of the answers, with each statement in the words that whoever asks reads. The figures are the same. */
export async function inOwnWords(
  db: Pick<Db, 'select'>,
  { networkId, id }: Pick<Session, 'networkId' | 'id'>,
  shown: Disagreement | null,
): Promise<Disagreement | null> {
  if (!shown) return null
  const worded = async (report: DisagreementReport) => ({
    ...report,
    statements: await inReadersWords(db, networkId, id, report.statements),
  })
  return {
    ...shown,
    report: await worded(shown.report),
    is: shown.is && { ...shown.is, report: await worded(shown.is.report) },
  }
}
