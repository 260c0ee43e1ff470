import type { Db } from '#db/client.ts'
import { findAllPlanned } from '#server/activity/propose-activity.ts'
import { readUnchecked } from '#server/disagreement/read-disagreement.ts'
import type { Session } from '#server/session/find.ts'
import { findStatements } from '#server/statement/find.ts'
import type { Verdict } from '#server/vocabulary/moderation.ts'
import { findReasonVerdicts, reasonId } from './reasons.ts'

/** Something that people wrote beside the board, with what it is about: a plan's aim, or the statement a reason is given to. */
export interface WrittenBeside {
  id: string
  text: string
  about: string
  verdict: Verdict
  by: string | null
}
type Reading = Pick<Db, 'select'>

/** What was planned in a workshop: the convenor reads of it what the room would. */
export const findPlans = async (db: Reading, session: Session): Promise<WrittenBeside[]> =>
  (await findAllPlanned(db, session)).map(({ id, title, aim, verdict, partnerId }) => ({
    ...{ id, text: title, about: aim, verdict, by: partnerId },
  }))

/**
 * The reasons beside the answers that were shown last: until then they are private, the convenor's eyes included. The same
 * words to the same statement are one thing, whoever gave them, and then of no partner.
 */
export async function findGivenReasons(db: Reading, session: Session): Promise<WrittenBeside[]> {
  const reasons = (await readUnchecked(db, session))?.reasons ?? []
  if (reasons.length === 0) return []
  const verdicts = await findReasonVerdicts(db, session)
  const statements = await findStatements(db, session.networkId, session.id, { withReplaced: true })
  const once = new Map<string, WrittenBeside>()
  for (const { statementId, partnerId, text } of reasons) {
    const id = reasonId({ statementId, text })
    const about = statements.find((one) => one.id === (statementId as string))?.text ?? ''
    const by = once.has(id) && once.get(id)?.by !== partnerId ? null : partnerId
    once.set(id, { id, text, about, verdict: verdicts.get(id) ?? 'none', by })
  }
  return [...once.values()]
}
