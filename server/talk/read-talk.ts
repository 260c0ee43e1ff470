import { findSession } from '#server/session/find.ts'
import type { NetworkId, SessionId } from '#server/vocabulary/ids.ts'
import type { Work } from '#server/work.ts'
import { findTalk, type TalkLine } from './find.ts'
import { readsRegister, writingIn } from './may.ts'

/** The talk list as whoever asks may read it, and whether they may write down how it ended. */
export interface TalkPage {
  readonly lines: readonly TalkLine[]
  /** `notes`: may write, and not send to those who back the network. */
  readonly mayWrite: 'all' | 'notes' | null
}

export async function readTalk(
  asking: { work: Work; cookies: string | null; secret: string },
  { networkId, sessionId }: { networkId: NetworkId; sessionId: SessionId },
): Promise<TalkPage> {
  const { db } = asking.work
  const session = await findSession(db, sessionId)
  const lines = await findTalk(db, session, { readsRegister: await readsRegister(asking, networkId) })
  const writing = session.closedAt ? undefined : await writingIn(asking, sessionId)
  return { lines, mayWrite: writing ? (writing.convenes ? 'all' : 'notes') : null }
}
