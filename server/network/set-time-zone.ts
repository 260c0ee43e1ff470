import { eq } from 'drizzle-orm'
import { networks } from '#db/schema/networks.ts'
import { noteChange } from '#server/change/note-change.ts'
import { refuse } from '#server/refusal.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import { isTimeZone } from '#server/vocabulary/time-zone.ts'
import type { Work } from '#server/work.ts'

/** Says in which time zone a network counts its days from now on. One that no calendar knows is refused. */
export async function setTimeZone(
  { db, clock }: Pick<Work, 'db' | 'clock'>,
  networkId: NetworkId,
  zone: string,
): Promise<void> {
  const timeZone = readZone(zone)
  await db.transaction(async (tx) => {
    const one = eq(networks.id, networkId)
    const [before] = await tx.select().from(networks).where(one).for('no key update')
    if (!before) throw refuse('not_found')
    await tx.update(networks).set({ timeZone }).where(one)
    await noteChange(tx, {
      ...{ networkId, at: clock.now(), by: null, noun: 'network', thingId: networkId, label: before.name },
      before: { timeZone: before.timeZone },
      after: { timeZone },
    })
  })
}

export function readZone(zone: string): string {
  if (!isTimeZone(zone)) throw refuse('network.zone_unknown')
  return zone
}
