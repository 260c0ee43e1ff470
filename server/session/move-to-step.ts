import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { sessionSteps } from '#db/schema/plans.ts'
import { sessions, stepMoves } from '#db/schema/sessions.ts'
import { views } from '#db/schema/views.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { foreseeShowing, keepShowing } from '#server/disagreement/read-disagreement.ts'
import { atIn, findPlan, ofKind, type PlannedStep } from '#server/plan/find.ts'
import { fixShown } from '#server/rating/fix-shown.ts'
import { refuse } from '#server/refusal.ts'
import type { Step } from '#server/vocabulary/step.ts'
import type { Work } from '#server/work.ts'
import { findSession, holdSession, type Session } from './find.ts'
import type { MoveToStepInput } from './input.ts'

/**
 * Takes the room to a step of its plan, or to the nearest of a kind. Going back deletes nothing: answers given after a showing
 * open the next round. A pause and a timer end with the step.
 * With `stepNo`, a second convenor's press that crossed the first is refused and told where the room is; one's own is done.
 */
export async function moveToStep(
  { db, clock, announce }: Work,
  convening: Convening,
  input: MoveToStepInput,
): Promise<Step> {
  const now = clock.now()
  await foresee(db, convening, input)
  const step = await db.transaction(async (tx) => {
    const session = await holdSession(tx, convening.sessionId)
    if (session.closedAt) throw refuse('session.closed')
    const plan = await findPlan(tx, session)
    const at = atIn(plan, session)
    if (input.stepNo !== undefined && input.stepNo !== session.stepNo) {
      // Whoever never heard that their own press went through presses again: they are where they asked to be.
      if (at && at.id === input.to && (await wasMovedBy(tx, session)) === convening.userId) return session.step
      throw refuse('step.moved_already', { step: session.step })
    }
    if (!input.to && input.step === session.step) return session.step
    const to = input.to ? plan.find(({ id }) => id === input.to) : input.step && ofKind(plan, at, input.step)
    if (!to) throw refuse('step.not_reachable')
    if (to === at) return to.kind

    const step = to.kind
    const moved = {
      ...{ step, stepId: to.id, stepNo: session.stepNo + 1, pausedAt: null, timerFrom: null, timerEnds: null },
      ...consequences(session, step, now),
    }
    const ofSession = and(eq(sessions.networkId, session.networkId), eq(sessions.id, session.id))
    await tx.update(sessions).set(moved).where(ofSession)
    await tx.insert(stepMoves).values({
      networkId: session.networkId,
      sessionId: session.id,
      stepNo: moved.stepNo,
      step,
      stepId: to.id,
      at: now,
      byUserId: convening.userId,
    })
    if (moved.shownRound) {
      await fixShown(tx, session, moved.shownRound)
      await keepShowing(tx, { ...session, ...moved }, now)
    }
    if (to.state === 'left-out') await putBack(tx, session, to)
    if (moved.viewsShownAt) {
      await tx
        .update(views)
        .set({ shownAt: now })
        .where(and(eq(views.networkId, session.networkId), eq(views.sessionId, session.id)))
    }
    return step
  })
  announce(convening.sessionId, 'step')
  return step
}

/** Who took the room to where it is. */
async function wasMovedBy(
  tx: Pick<Db, 'select'>,
  { networkId, id, stepNo }: Session,
): Promise<string | null | undefined> {
  const last = and(eq(stepMoves.networkId, networkId), eq(stepMoves.sessionId, id), eq(stepMoves.stepNo, stepNo))
  const [move] = await tx.select({ by: stepMoves.byUserId }).from(stepMoves).where(last)
  return move?.by
}

/** What the room would be shown is worked out before its row is held, whichever way the step was named. */
async function foresee(db: Db, { sessionId }: Convening, { to, step }: MoveToStepInput): Promise<void> {
  const session = await findSession(db, sessionId)
  const kind = to ? (await findPlan(db, session)).find(({ id }) => id === to)?.kind : step
  if (kind === 'show-answers') await foreseeShowing(db, session)
}

/** Whoever goes to a step that was left out wants it after all. */
const putBack = (tx: Pick<Db, 'update'>, { networkId, id }: Session, step: PlannedStep) =>
  tx
    .update(sessionSteps)
    .set({ state: 'planned' })
    .where(and(eq(sessionSteps.networkId, networkId), eq(sessionSteps.sessionId, id), eq(sessionSteps.id, step.id)))

/** What a step brings with it: showing views or answers for good, or a new round after answers were shown. */
function consequences(session: Session, step: Step, now: Date): Partial<Session> {
  if (step === 'show-views' && !session.viewsShownAt) return { viewsShownAt: now }
  if (step === 'show-answers') return { shownRound: session.round }
  if (step === 'rate' && session.shownRound === session.round) return { round: session.round + 1 }
  return {}
}
