import type { Db } from '#db/client.ts'
import type { LongAnswer } from '#server/analysis/matrix.ts'
import type { Session } from '#server/session/find.ts'
import { countedAnswers } from './counted-answers.ts'
import { findShowing } from './showing.ts'

/**
 * The answers of people that stand in what was shown last: whoever is moved afterwards changes nothing that is told of either
 * partner. None before answers are shown, and none in a named voice. They never leave the server.
 */
export async function answersShown(db: Pick<Db, 'select'>, session: Session): Promise<readonly LongAnswer[]> {
  if (session.shownRound === 0 || session.voice === 'named') return []
  const kept = await findShowing(db, session, session.shownRound)
  return kept?.answers.should ?? countedAnswers(db, session, 'should')
}
