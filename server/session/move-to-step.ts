import { and, eq } from 'drizzle-orm'
import { sessions, stepMoves } from '#db/schema/sessions.ts'
import { views } from '#db/schema/views.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { foreseeShowing, keepShowing } from '#server/disagreement/read-disagreement.ts'
import { fixShown } from '#server/rating/fix-shown.ts'
import { refuse } from '#server/refusal.ts'
import type { Step } from '#server/vocabulary/step.ts'
import type { Work } from '#server/work.ts'
import { findSession, holdSession, type Session } from './find.ts'
import type { MoveToStepInput } from './input.ts'

/**
 * Takes the room to a step. Going back deletes nothing: answers given after a showing open the next round.
 * With `stepNo`, a second convenor's press that crossed the first is refused and told where the room is.
 */
export async function moveToStep(
  { db, clock, announce }: Work,
  convening: Convening,
  { step, stepNo }: MoveToStepInput,
): Promise<Step> {
  const now = clock.now()
  if (step === 'show-answers') await foreseeShowing(db, await findSession(db, convening.sessionId))
  await db.transaction(async (tx) => {
    const session = await holdSession(tx, convening.sessionId)
    if (session.closedAt) throw refuse('session.closed')
    if (stepNo !== undefined && stepNo !== session.stepNo) throw refuse('step.moved_already', { step: session.step })
    if (step === session.step) return

    const moved = { step, stepNo: session.stepNo + 1, ...consequences(session, step, now) }
    const ofSession = and(eq(sessions.networkId, session.networkId), eq(sessions.id, session.id))
    await tx.update(sessions).set(moved).where(ofSession)
    await tx.insert(stepMoves).values({
      networkId: session.networkId,
      sessionId: session.id,
      stepNo: moved.stepNo,
      step,
      at: now,
      byUserId: convening.userId,
    })
    if (moved.shownRound) {
      await fixShown(tx, session, moved.shownRound)
      await keepShowing(tx, { ...session, ...moved }, now)
    }
    if (moved.viewsShownAt) {
      await tx
        .update(views)
        .set({ shownAt: now })
        .where(and(eq(views.networkId, session.networkId), eq(views.sessionId, session.id)))
    }
  })
  announce(convening.sessionId, 'step')
  return step
}

/** What a step brings with it: showing views or answers for good, or a new round after answers were shown. */
function consequences(session: Session, step: Step, now: Date): Partial<Session> {
  if (step === 'show-views' && !session.viewsShownAt) return { viewsShownAt: now }
  if (step === 'show-answers') return { shownRound: session.round }
  if (step === 'rate' && session.shownRound === session.round) return { round: session.round + 1 }
  return {}
}
