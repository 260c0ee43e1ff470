import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { networks } from '#db/schema/networks.ts'
import { type Day, dayAt } from '#server/vocabulary/day.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import { FIRST_ZONE } from '#server/vocabulary/time-zone.ts'
import type { Work } from '#server/work.ts'

/** The time zone in which a network counts its days. */
export async function zoneOf(db: Pick<Db, 'select'>, networkId: NetworkId): Promise<string> {
  const [row] = await db.select({ zone: networks.timeZone }).from(networks).where(eq(networks.id, networkId))
  return row?.zone ?? FIRST_ZONE
}

interface Today extends Pick<Work, 'clock'> {
  readonly db: Pick<Db, 'select'>
}

/** The day it is where a network is: what is over, due, or too early is told by this one. */
export const todayIn = async ({ db, clock }: Today, networkId: NetworkId): Promise<Day> =>
  dayAt(clock.now(), await zoneOf(db, networkId))

/** The year it is there. */
export const yearIn = async (work: Today, networkId: NetworkId): Promise<number> =>
  Number((await todayIn(work, networkId)).slice(0, 4))
