import { and, countDistinct, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { dots } from '#db/schema/in-the-room.ts'
import type { Seat } from '#server/auth/seat.ts'
import { type BallotId, showsNobody } from '#server/participant/author.ts'
import { findSession, type Session } from '#server/session/find.ts'
import type { SessionId, StepId } from '#server/vocabulary/ids.ts'
import { ofStep, stepOf } from './place-dots.ts'
import { findThings } from './things.ts'

/** A thing that dots lie on. How many is null until the convenor shows them. */
export interface DottedThing {
  id: string
  text: string
  count: number | null
}

/** What dots can be put on at this step; with how many each has once they are shown, the most first. */
export async function findDotted(db: Db, sessionId: SessionId): Promise<DottedThing[]> {
  const session = await findSession(db, sessionId)
  const step = await stepOf(db, session)
  const things = await findThings(db, session, step.dotsOn)
  if (!step.dotsShown) return things.map((thing) => ({ ...thing, count: null }))
  const rows = await db.select().from(dots).where(ofStep(session, step.id))
  const on = (id: string) => rows.filter(({ thingId }) => thingId === id).reduce((sum, { count }) => sum + count, 0)
  return things.map((thing) => ({ ...thing, count: on(thing.id) })).sort((a, b) => b.count - a.count)
}

/** Where one's own dots lie, and nobody else's. */
export async function findOwnDots(
  db: Db,
  seat: Seat,
  ballot: BallotId | undefined,
): Promise<{ thingId: string; count: number }[]> {
  const session = await findSession(db, seat.sessionId)
  const step = await stepOf(db, session)
  const voterId = showsNobody(session) ? ballot : seat.id
  if (!voterId) return []
  return db
    .select({ thingId: dots.thingId, count: dots.count })
    .from(dots)
    .where(and(ofStep(session, step.id), eq(dots.voterId, voterId)))
}

/** How many people have put dots down at a step. */
export async function countDotters(db: Pick<Db, 'select'>, session: Session, stepId: StepId): Promise<number> {
  const [row] = await db
    .select({ n: countDistinct(dots.voterId) })
    .from(dots)
    .where(ofStep(session, stepId))
  return row?.n ?? 0
}
