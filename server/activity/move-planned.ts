import { and, eq, inArray } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { activityPartners } from '#db/schema/activities.ts'
import { sessionActivities } from '#db/schema/in-the-room.ts'
import type { NetworkId, PartnerId, SeatId } from '#server/vocabulary/ids.ts'

type Tx = Pick<Db, 'select' | 'insert' | 'update' | 'delete'>

const plannedBy = (networkId: NetworkId, seatId: SeatId) =>
  and(eq(sessionActivities.networkId, networkId), eq(sessionActivities.seatId, seatId))

/** What somebody planned follows them to another seat. */
export async function movePlanned(tx: Tx, networkId: NetworkId, from: SeatId, into: SeatId): Promise<void> {
  await tx.update(sessionActivities).set({ seatId: into }).where(plannedBy(networkId, from))
}

/** What a seat planned is its right partner's, once it is known which that is; other partners of it stay. */
export async function movePlanningPartner(
  tx: Tx,
  networkId: NetworkId,
  seatId: SeatId,
  wrong: PartnerId | null,
  right: PartnerId,
): Promise<void> {
  if (!wrong || wrong === right) return
  const planned = await tx
    .select({ id: sessionActivities.activityId })
    .from(sessionActivities)
    .where(plannedBy(networkId, seatId))
  if (planned.length === 0) return
  const gone = await tx
    .delete(activityPartners)
    .where(
      and(
        eq(activityPartners.networkId, networkId),
        eq(activityPartners.partnerId, wrong),
        inArray(
          activityPartners.activityId,
          planned.map(({ id }) => id),
        ),
      ),
    )
    .returning({ activityId: activityPartners.activityId })
  if (gone.length === 0) return
  await tx
    .insert(activityPartners)
    .values(gone.map(({ activityId }) => ({ networkId, activityId, partnerId: right })))
    .onConflictDoNothing()
}
