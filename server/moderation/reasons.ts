import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { judgedReasons } from '#db/schema/in-the-room.ts'
import type { Session } from '#server/session/find.ts'
import { mayBeShown, type Verdict } from '#server/vocabulary/moderation.ts'

interface Given {
  readonly statementId: string
  readonly text: string
}
type Room = Pick<Session, 'networkId' | 'id'>

/** What a reason is called when the convenor looks at it: by its words and the statement, and so by nobody who gave it. */
export const reasonId = ({ statementId, text }: Given): string =>
  createHash('sha256')
    .update(JSON.stringify([statementId, text]))
    .digest('base64url')
    .slice(0, 32)

/** What the convenor made of reasons so far; what is not in it they have not looked at. */
export async function findReasonVerdicts(
  db: Pick<Db, 'select'>,
  { networkId, id }: Room,
): Promise<ReadonlyMap<string, Verdict>> {
  const rows = await db
    .select({ thingId: judgedReasons.thingId, verdict: judgedReasons.verdict })
    .from(judgedReasons)
    .where(and(eq(judgedReasons.networkId, networkId), eq(judgedReasons.sessionId, id)))
  return new Map(rows.map(({ thingId, verdict }) => [thingId, verdict]))
}

/** Whether somebody else than its author may read a reason, as far as the convenor's say goes. */
export async function findReadable(
  db: Pick<Db, 'select'>,
  session: Room & Pick<Session, 'moderation'>,
): Promise<(reason: Given) => boolean> {
  const verdicts = await findReasonVerdicts(db, session)
  return (reason) => mayBeShown(verdicts.get(reasonId(reason)) ?? 'none', session.moderation)
}

export async function judgeReason(
  tx: Pick<Db, 'insert'>,
  { networkId, id: sessionId }: Room,
  thingId: string,
  verdict: Verdict,
): Promise<void> {
  await tx
    .insert(judgedReasons)
    .values({ networkId, sessionId, thingId, verdict })
    .onConflictDoUpdate({
      target: [judgedReasons.networkId, judgedReasons.sessionId, judgedReasons.thingId],
      set: { verdict },
    })
}
