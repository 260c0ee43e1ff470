import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { dots } from '#db/schema/in-the-room.ts'
import { sessionSteps } from '#db/schema/plans.ts'
import type { NetworkId, SeatId } from '#server/vocabulary/ids.ts'

/**
 * Dots follow their author to another seat, as long as they are not shown. Where that seat has put dots down at the step
 * already, those stand alone: nobody has more dots than the step gives. What the room has seen stays as it saw it.
 */
export async function moveDots(
  tx: Pick<Db, 'select' | 'selectDistinct' | 'update' | 'delete'>,
  networkId: NetworkId,
  from: SeatId,
  into: SeatId,
): Promise<void> {
  const ofNetwork = eq(dots.networkId, networkId)
  const steps = await tx
    .selectDistinct({ id: dots.stepId })
    .from(dots)
    .innerJoin(
      sessionSteps,
      and(
        eq(sessionSteps.networkId, dots.networkId),
        eq(sessionSteps.sessionId, dots.sessionId),
        eq(sessionSteps.id, dots.stepId),
      ),
    )
    .where(and(ofNetwork, eq(dots.voterId, from), isNull(sessionSteps.dotsShownAt)))
  for (const { id } of steps) {
    const atStep = (voterId: SeatId) => and(ofNetwork, eq(dots.stepId, id), eq(dots.voterId, voterId))
    const [had] = await tx.select({ thingId: dots.thingId }).from(dots).where(atStep(into)).limit(1)
    if (had) await tx.delete(dots).where(atStep(from))
    else await tx.update(dots).set({ voterId: into }).where(atStep(from))
  }
}
