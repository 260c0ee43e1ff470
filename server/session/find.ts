import { and, desc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { sessions } from '#db/schema/sessions.ts'
import type { Clock } from '#server/clock.ts'
import { refuse } from '#server/refusal.ts'
import type { Code } from '#server/vocabulary/code.ts'
import type { NetworkId, SessionId } from '#server/vocabulary/ids.ts'
import { QUESTIONS, type Question } from '#server/vocabulary/rating-scale.ts'

export type Session = Omit<typeof sessions.$inferSelect, 'id' | 'networkId'> & { id: SessionId; networkId: NetworkId }

/** The session with this id; refused as not found when there is none. */
export async function findSession(db: Pick<Db, 'select'>, sessionId: SessionId): Promise<Session> {
  const [row] = await db.select().from(sessions).where(eq(sessions.id, sessionId))
  if (!row) throw refuse('not_found')
  return row as Session
}

/** The same, held until the transaction ends, so that the step can't change under a verb that depends on it. */
export async function holdSession(
  tx: Pick<Db, 'select'>,
  sessionId: SessionId,
  strength: 'update' | 'share' = 'update',
): Promise<Session> {
  const [row] = await tx.select().from(sessions).where(eq(sessions.id, sessionId)).for(strength)
  if (!row) throw refuse('not_found')
  return row as Session
}

/** The session that a code leads to, whatever its state; undefined when no session has it. */
export async function findByCode(db: Pick<Db, 'select'>, code: Code): Promise<Session | undefined> {
  const [row] = await db.select().from(sessions).where(eq(sessions.code, code))
  return row as Session | undefined
}

/** A network's sessions, the newest first. */
export async function findSessions(
  db: Pick<Db, 'select'>,
  networkId: NetworkId,
  state?: 'running' | 'closed',
): Promise<Session[]> {
  const rows = await db
    .select()
    .from(sessions)
    .where(and(eq(sessions.networkId, networkId)))
    .orderBy(desc(sessions.openedAt))
  return (rows as Session[]).filter((session) => !state || (state === 'closed') === (session.closedAt !== null))
}

/** What this session asks of every statement, in the order it is asked. */
export const questionsOf = ({ asksIs, asksMost }: Pick<Session, 'asksIs' | 'asksMost'>): Question[] =>
  QUESTIONS.filter((question) => question === 'should' || (question === 'is' ? asksIs : asksMost))

/** Whether the door opens at a time to come. */
export const opensLater = ({ opensAt }: Pick<Session, 'opensAt'>, clock: Clock): boolean =>
  opensAt !== null && opensAt > clock.now()

/** Whether views of this session go straight to the board: once they were shown, or when they never were private. */
export const viewsAreShown = (session: Pick<Session, 'viewsShownAt' | 'firstViews'>): boolean =>
  session.viewsShownAt !== null || session.firstViews === 'open'
