import { and, countDistinct, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { dots } from '#db/schema/in-the-room.ts'
import type { Seat } from '#server/auth/seat.ts'
import { showsNobody } from '#server/participant/author.ts'
import { findSession, type Session } from '#server/session/find.ts'
import type { SessionId, StepId } from '#server/vocabulary/ids.ts'
import type { OwnDotsInput } from './input.ts'
import { countDots, ofStep, stepOf } from './place-dots.ts'
import { readShownDots } from './shown.ts'
import { readThings } from './things.ts'

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
  if (!step.dotsShown) return (await readThings(db, session, step.dotsOn)).map((thing) => ({ ...thing, count: null }))
  const kept = (await readShownDots(db, session)).find(({ stepId }) => stepId === step.id)
  // Dots that were shown before they were kept are counted again.
  return [...(kept?.things ?? (await countDots(db, session, step)))]
}

/** Where one's own dots lie, and nobody else's. */
export async function findOwnDots(
  db: Db,
  seat: Seat,
  { ballot, stepId }: OwnDotsInput,
): Promise<{ thingId: string; count: number }[]> {
  const session = await findSession(db, seat.sessionId)
  const at = stepId ?? (await stepOf(db, session)).id
  const voterId = showsNobody(session) ? ballot : seat.id
  if (!voterId) return []
  return db
    .select({ thingId: dots.thingId, count: dots.count })
    .from(dots)
    .where(and(ofStep(session, at), eq(dots.voterId, voterId)))
}

/** How many people have put dots down at a step. */
export async function countDotters(db: Pick<Db, 'select'>, session: Session, stepId: StepId): Promise<number> {
  const [row] = await db
    .select({ n: countDistinct(dots.voterId) })
    .from(dots)
    .where(ofStep(session, stepId))
  return row?.n ?? 0
}
