import { and, desc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { notices } from '#db/schema/sessions.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { refuse, wantedOrNone } from '#server/refusal.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { readText } from '#server/vocabulary/text.ts'
import type { Work } from '#server/work.ts'
import { holdSession, type Session } from './find.ts'

/** Tells everybody in the workshop something, on every screen, until the next notice; an empty text takes it down. */
export async function tellEverybody(
  { db, clock, announce }: Work,
  { networkId, sessionId, userId }: Convening,
  { text: typed }: { text: string },
): Promise<void> {
  const text = wantedOrNone(readText(typed, LIMITS.noticeText))
  await db.transaction(async (tx) => {
    const session = await holdSession(tx, sessionId)
    if (session.closedAt) throw refuse('session.closed')
    const last = await lastNotice(tx, session)
    // The same words twice are a second press, not a second notice.
    if ((last?.text ?? '') === text) return
    await tx
      .insert(notices)
      .values({ networkId, sessionId, no: (last?.no ?? 0) + 1, text, at: clock.now(), byUserId: userId })
  })
  announce(sessionId, 'people')
}

async function lastNotice(db: Pick<Db, 'select'>, { networkId, id }: Pick<Session, 'networkId' | 'id'>) {
  const ofSession = and(eq(notices.networkId, networkId), eq(notices.sessionId, id))
  const [row] = await db.select().from(notices).where(ofSession).orderBy(desc(notices.no)).limit(1)
  return row
}

/** What everybody reads now; null when nothing was told, or it was taken down. */
export async function standingNotice(
  db: Pick<Db, 'select'>,
  session: Pick<Session, 'networkId' | 'id'>,
): Promise<{ no: number; text: string } | null> {
  const last = await lastNotice(db, session)
  return last?.text ? { no: last.no, text: last.text } : null
}
