import type { SessionId } from '#server/vocabulary/ids.ts'
import type { Work } from '#server/work.ts'
import { type SessionNow, sessionNow } from './now.ts'

interface Looks {
  running: Promise<SessionNow>
  next: Promise<SessionNow> | undefined
}
const looks = new Map<SessionId, Looks>()

/**
 * Where the session stands, shared by all who ask at once: whoever asks while somebody looks waits for the next look, and has it
 * with everybody else who does. So nobody reads what stood before they asked, and a hall that comes in at once costs few looks.
 */
export function lookTogether(
  work: Pick<Work, 'db' | 'clock'>,
  sessionId: SessionId,
  look: typeof sessionNow = sessionNow,
): Promise<SessionNow> {
  const at = looks.get(sessionId)
  if (!at) return begin(work, sessionId, look)
  at.next ??= at.running.then(
    () => begin(work, sessionId, look),
    () => begin(work, sessionId, look),
  )
  return at.next
}

function begin(work: Pick<Work, 'db' | 'clock'>, sessionId: SessionId, look: typeof sessionNow): Promise<SessionNow> {
  const running = look(work, sessionId)
  const mine: Looks = { running, next: undefined }
  looks.set(sessionId, mine)
  const end = () => {
    if (looks.get(sessionId) === mine && !mine.next) looks.delete(sessionId)
  }
  running.then(end, end)
  return running
}
