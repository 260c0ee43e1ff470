import { and, eq, gt, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { sessionSteps } from '#db/schema/plans.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { countDotters } from '#server/dots/find.ts'
import { fieldTextOrNone } from '#server/field.ts'
import { refuse } from '#server/refusal.ts'
import { holdSession, type Session } from '#server/session/find.ts'
import { newId, type StepId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { SAY_WORDS, wordsIn } from '#server/vocabulary/template.ts'
import type { Work } from '#server/work.ts'
import { atIn, findPlan, type PlannedStep } from './find.ts'
import type { ChangeStepInput, InsertStepInput } from './input.ts'

/** Puts a step into the plan behind another, or behind the one the room is at. Nothing is behind the end. */
export async function insertStep(work: Work, convening: Convening, input: InsertStepInput): Promise<StepId> {
  const words = readWords(input)
  return changing(work, convening, async (tx, session, plan) => {
    if (plan.length >= LIMITS.steps) throw refuse('step.too_many', { limit: LIMITS.steps })
    const after = input.after ? plan.find(({ id }) => id === input.after) : atIn(plan, session)
    if (!after) throw refuse('not_found')
    if (after.kind === 'finish') throw refuse('step.after_the_end')
    const { networkId, id: sessionId } = session
    const position = plan.indexOf(after)
    // Numbered afresh, so that there is room whatever the numbers were.
    for (const [i, { id }] of plan.entries())
      await tx.update(sessionSteps).set({ position: i }).where(theOne(session, id))
    await tx
      .update(sessionSteps)
      .set({ position: sql`${sessionSteps.position} + 1` })
      .where(and(ofSession(session), gt(sessionSteps.position, position)))
    const id = newId<'step'>()
    const { kind, minutes, dots, dotsOn, stacking } = input
    await tx.insert(sessionSteps).values({
      ...{ networkId, sessionId, id, position: position + 1, kind, script: kind, minutes, dots, dotsOn, stacking },
      ...words,
    })
    return id
  })
}

/** Leaves a step out of what is to come, or puts it back. The one the room is at, the beginning and the end stay. */
export async function leaveOut(
  work: Work,
  convening: Convening,
  { stepId, state }: { stepId: StepId; state: 'planned' | 'left-out' },
): Promise<void> {
  await changing(work, convening, async (tx, session, plan) => {
    const step = plan.find(({ id }) => id === stepId)
    if (!step) throw refuse('not_found')
    const stays = step.kind === 'join' || step.kind === 'finish' || atIn(plan, session) === step
    if (state === 'left-out' && stays) throw refuse('step.stays')
    await tx.update(sessionSteps).set({ state }).where(theOne(session, stepId))
  })
}

/**
 * Changes a step's minutes and its words; words left empty are the script's again. How many dots it gives, and on what, may be
 * changed until somebody has put one down.
 */
export async function changeStep(work: Work, convening: Convening, input: ChangeStepInput): Promise<void> {
  const words = readWords(input)
  await changing(work, convening, async (tx, session, plan) => {
    const step = plan.find(({ id }) => id === input.stepId)
    if (!step) throw refuse('not_found')
    const { minutes, dots = step.dots, dotsOn = step.dotsOn, stacking = step.stacking } = input
    if (dots !== step.dots || dotsOn !== step.dotsOn || stacking !== step.stacking) {
      if (step.kind !== 'dots') throw refuse('input.not_understood')
      if (step.dotsShown) throw refuse('dots.shown_already')
      if ((await countDotters(tx, session, step.id)) > 0) throw refuse('dots.placed_already')
    }
    await tx
      .update(sessionSteps)
      .set({ minutes, dots, dotsOn, stacking, ...words })
      .where(theOne(session, input.stepId))
  })
}

function readWords(input: Pick<InsertStepInput, 'title' | 'instruction' | 'say' | 'watch' | 'stuck'>) {
  const say = fieldTextOrNone('stepSay', input.say, LIMITS.note)
  if (wordsIn(say) > SAY_WORDS) throw refuse('step.says_too_much', { words: wordsIn(say), limit: SAY_WORDS })
  return {
    title: fieldTextOrNone('stepTitle', input.title, LIMITS.title),
    instruction: fieldTextOrNone('stepInstruction', input.instruction, LIMITS.stepText),
    say,
    watch: fieldTextOrNone('stepWatch', input.watch, LIMITS.stepText),
    stuck: fieldTextOrNone('stepStuck', input.stuck, LIMITS.stepText),
  }
}

type Tx = Pick<Db, 'select' | 'insert' | 'update'>

async function changing<T>(
  { db, announce }: Work,
  { sessionId }: Convening,
  change: (tx: Tx, session: Session, plan: PlannedStep[]) => Promise<T>,
): Promise<T> {
  const done = await db.transaction(async (tx) => {
    const session = await holdSession(tx, sessionId)
    if (session.closedAt) throw refuse('session.closed')
    return change(tx, session, await findPlan(tx, session))
  })
  announce(sessionId, 'step')
  return done
}

const ofSession = ({ networkId, id }: Session) =>
  and(eq(sessionSteps.networkId, networkId), eq(sessionSteps.sessionId, id))
const theOne = (session: Session, id: StepId) => and(ofSession(session), eq(sessionSteps.id, id))
