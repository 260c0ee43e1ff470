import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { dots } from '#db/schema/in-the-room.ts'
import { sessionSteps } from '#db/schema/plans.ts'
import { type Seat, seatNow } from '#server/auth/seat.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { looseVoterIn, mustTakePart } from '#server/participant/author.ts'
import { firstTimeIn } from '#server/participant/first-time.ts'
import { atIn, findPlan, type PlannedStep } from '#server/plan/find.ts'
import { refuse } from '#server/refusal.ts'
import { holdSession, type Session } from '#server/session/find.ts'
import type { StepId } from '#server/vocabulary/ids.ts'
import type { Work } from '#server/work.ts'
import type { PlaceDotsInput } from './input.ts'
import { type CountedThing, keepShownDots } from './shown.ts'
import { findThings } from './things.ts'

/** Puts somebody's dots down, in place of those they had put before. Refused once the dots of the step are shown. */
export async function placeDots({ db, clock, announce }: Work, proven: Seat, input: PlaceDotsInput): Promise<void> {
  const { networkId, sessionId } = proven
  const placed = input.placed.filter(({ count }) => count > 0)
  await db.transaction(async (tx) => {
    const session = await holdSession(tx, sessionId, 'share')
    const seat = await seatNow(tx, proven)
    if (!(await firstTimeIn(tx, session, seat, input.key, clock.now()))) return
    mustTakePart(session, seat, 'dots')
    const step = await stepOf(tx, session)
    // Dots that were put down at one step never land on the things of another.
    if (input.stepId && input.stepId !== step.id) throw refuse('step.not_the_time', { step: session.step })
    if (step.dotsShown) throw refuse('dots.shown_already')
    if (placed.reduce((sum, { count }) => sum + count, 0) > step.dots)
      throw refuse('dots.too_many', { limit: step.dots })
    if (step.stacking === 'one' && placed.some(({ count }) => count > 1)) throw refuse('dots.not_stacked')
    const known = new Set((await findThings(tx, session, step.dotsOn)).map(({ id }) => id))
    const things = placed.map(({ thingId }) => thingId)
    if (new Set(things).size < things.length || !things.every((id) => known.has(id))) throw refuse('dots.unknown')
    const given = await tx.selectDistinct({ voterId: dots.voterId }).from(dots).where(ofStep(session, step.id))
    const voters = given.map(({ voterId }) => voterId)
    const voterId = await looseVoterIn(tx, session, seat, input.ballot, voters)
    await tx.delete(dots).where(and(ofStep(session, step.id), eq(dots.voterId, voterId)))
    if (placed.length > 0)
      await tx.insert(dots).values(placed.map((one) => ({ networkId, sessionId, stepId: step.id, voterId, ...one })))
  })
  announce(sessionId, 'ratings')
}

/** Shows where the dots of a step lie, for good. */
export async function showDots(
  { db, clock, announce }: Work,
  { networkId, sessionId }: Convening,
  { stepId }: { stepId: StepId },
): Promise<void> {
  await db.transaction(async (tx) => {
    const session = await holdSession(tx, sessionId)
    if (session.closedAt) throw refuse('session.closed')
    const step = (await findPlan(tx, session)).find(({ id }) => id === stepId)
    if (step?.kind !== 'dots') throw refuse('not_found')
    if (step.dotsShown) return
    await keepShownDots(tx, session, step, await countDots(tx, session, step), clock.now())
    const ofSession = and(eq(sessionSteps.networkId, networkId), eq(sessionSteps.sessionId, sessionId))
    await tx
      .update(sessionSteps)
      .set({ dotsShownAt: clock.now() })
      .where(and(ofSession, eq(sessionSteps.id, stepId)))
  })
  announce(sessionId, 'step')
}

/** What dots can be put on at a step, with how many lie on each, the most first. */
export async function countDots(db: Pick<Db, 'select'>, session: Session, step: PlannedStep): Promise<CountedThing[]> {
  const things = await findThings(db, session, step.dotsOn)
  const rows = await db.select().from(dots).where(ofStep(session, step.id))
  const on = (id: string) => rows.filter(({ thingId }) => thingId === id).reduce((sum, { count }) => sum + count, 0)
  return things.map((thing) => ({ ...thing, count: on(thing.id) })).sort((a, b) => b.count - a.count)
}

/** The step that dots are put down at now. */
export async function stepOf(db: Pick<Db, 'select'>, session: Session) {
  const step = atIn(await findPlan(db, session), session)
  if (step?.kind !== 'dots') throw refuse('step.not_the_time', { step: session.step })
  return step
}

export const ofStep = ({ networkId, id }: Pick<Session, 'networkId' | 'id'>, stepId: StepId) =>
  and(eq(dots.networkId, networkId), eq(dots.sessionId, id), eq(dots.stepId, stepId))
