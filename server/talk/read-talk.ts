import { findSession } from '#server/session/find.ts'
import { readStatements } from '#server/statement/find.ts'
import type { NetworkId, SessionId } from '#server/vocabulary/ids.ts'
import type { Work } from '#server/work.ts'
import { findTalk, type TalkLine, type TalkOutcome } from './find.ts'
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
  const written = await findTalk(db, session, { readsRegister: await readsRegister(asking, networkId) })
  const statements = await readStatements(db, networkId, sessionId, { withReplaced: true })
  const read = new Map<string, string>(statements.map(({ id, text }) => [id, text]))
  const lines = written.map((line) => ({ ...inWords(line, read), ended: line.ended && endedInWords(line.ended, read) }))
  const writing = session.closedAt ? undefined : await writingIn(asking, sessionId)
  return { lines, mayWrite: writing ? (writing.convenes ? 'all' : 'notes') : null }
}

/** The same in the words that whoever asks reads. */
const inWords = <T extends { statementId: string; text: string }>(one: T, read: ReadonlyMap<string, string>): T => ({
  ...one,
  text: read.get(one.statementId) ?? one.text,
})
const endedInWords = (ended: TalkOutcome, read: ReadonlyMap<string, string>): TalkOutcome => ({
  ...ended,
  reworded: ended.reworded && inWords(ended.reworded, read),
})
