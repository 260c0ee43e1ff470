import { eq } from 'drizzle-orm'
import { networks } from '#db/schema/networks.ts'
import { refuse } from '#server/refusal.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import { isTimeZone } from '#server/vocabulary/time-zone.ts'
import type { Work } from '#server/work.ts'

/** Says in which time zone a network counts its days from now on. One that no calendar knows is refused. */
export async function setTimeZone({ db }: Pick<Work, 'db'>, networkId: NetworkId, zone: string): Promise<void> {
  await db
    .update(networks)
    .set({ timeZone: readZone(zone) })
    .where(eq(networks.id, networkId))
}

export function readZone(zone: string): string {
  if (!isTimeZone(zone)) throw refuse('network.zone_unknown')
  return zone
}
