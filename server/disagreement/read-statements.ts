import type { Db } from '#db/client.ts'
import type { StatementReport } from '#server/analysis/report.ts'
import type { Session } from '#server/session/find.ts'
import { readDisagreement } from './read-disagreement.ts'
import { statementsRetold } from './retold.ts'
import { findShownStatements } from './showing.ts'

/**
 * The statements of what the room was shown last, for lists that say nothing of pairs or of the network; the same as
 * `readDisagreement` tells of them. Null while nothing was shown.
 */
export async function readShownStatements(
  db: Pick<Db, 'select'>,
  session: Session,
): Promise<readonly StatementReport[] | null> {
  if (session.shownRound === 0) return null
  const kept = await findShownStatements(db, session, session.shownRound)
  // Before showings were kept it was worked out whenever somebody looked.
  return kept ? statementsRetold(session, kept) : ((await readDisagreement(db, session))?.report.statements ?? null)
}
