import type { Db } from '#db/client.ts'
import { reasonId } from '#server/moderation/reasons.ts'
import type { Session } from '#server/session/find.ts'
import type { Disagreement, Reason } from './disagreement.ts'
import { inOwnWords } from './in-own-words.ts'
import { readDisagreement } from './read-disagreement.ts'

/** What the room sees of the answers, whole, in the words of whoever asks; null while nothing was shown. */
export async function readShown(db: Pick<Db, 'select'>, session: Session): Promise<Disagreement | null> {
  const shown = await inOwnWords(db, session, await readDisagreement(db, session))
  return shown && { ...shown, reasons: shown.reasons.map(named) }
}

/** The reasons alone: they are all that changes when the convenor lets one be read, or hides it. */
export const readReasons = async (db: Pick<Db, 'select'>, session: Session): Promise<Reason[]> =>
  ((await readDisagreement(db, session))?.reasons ?? []).map(named)

const named = (reason: Reason): Reason => ({ ...reason, thingId: reasonId(reason) })
