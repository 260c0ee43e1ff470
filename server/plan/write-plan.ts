import type { Db } from '#db/client.ts'
import { sessionSteps } from '#db/schema/plans.ts'
import { type NetworkId, newId, type SessionId, type StepId } from '#server/vocabulary/ids.ts'
import type { TemplateStep } from '#server/vocabulary/template.ts'

/** Gives a new workshop its steps, and answers the id of the first. */
export async function writePlan(
  tx: Pick<Db, 'insert'>,
  { networkId, sessionId }: { networkId: NetworkId; sessionId: SessionId },
  steps: readonly TemplateStep[],
): Promise<StepId> {
  const rows = steps.map((step, position) => ({ ...step, networkId, sessionId, id: newId<'step'>(), position }))
  await tx.insert(sessionSteps).values(rows)
  return (rows[0] as { id: StepId }).id
}
