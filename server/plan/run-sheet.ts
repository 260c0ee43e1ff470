import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { stepMoves } from '#db/schema/sessions.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { findSession } from '#server/session/find.ts'
import type { StepId } from '#server/vocabulary/ids.ts'
import { minutesOf } from '#server/vocabulary/template.ts'
import { atIn, findPlan, type PlannedStep } from './find.ts'

/** The plan with what to say, watch and do when stuck: for those who run the room. */
export interface RunSheet {
  name: string
  steps: PlannedStep[]
  atId: StepId | null
  minutes: number
  /** When the room left the first step; null before. */
  begunAt: string | null
  /** When the room came to the step it is at. */
  sinceAt: string | null
}

export async function readRunSheet(db: Db, { sessionId }: Convening): Promise<RunSheet> {
  const session = await findSession(db, sessionId)
  const steps = await findPlan(db, session)
  const moves = await db
    .select({ step: stepMoves.step, stepNo: stepMoves.stepNo, at: stepMoves.at })
    .from(stepMoves)
    .where(and(eq(stepMoves.networkId, session.networkId), eq(stepMoves.sessionId, sessionId)))
    .orderBy(asc(stepMoves.stepNo))
  return {
    name: session.name,
    steps,
    atId: atIn(steps, session)?.id ?? null,
    minutes: minutesOf(steps.filter(({ state }) => state === 'planned')),
    begunAt: moves.find(({ step }) => step !== 'join')?.at.toISOString() ?? null,
    sinceAt: moves.find(({ stepNo }) => stepNo === session.stepNo)?.at.toISOString() ?? null,
  }
}
