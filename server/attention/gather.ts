import type { Db } from '#db/client.ts'
import { findDeeds } from '#server/activity/find-deeds.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { findRegister } from '#server/authoriser/find.ts'
import { countWaiting } from '#server/intelligence/count-waiting.ts'
import { findMeans } from '#server/means/find.ts'
import { findValueLines } from '#server/value/find-lines.ts'

/** The records that both what waits and how a network stands are read from, so that one page asks for them once. */
export async function gather(db: Db, reader: Pick<Membership, 'networkId' | 'userId' | 'role'>, now: Date) {
  return {
    register: await findRegister(db, reader, { support: false }),
    means: await findMeans(db, reader),
    values: await findValueLines(db, reader.networkId),
    deeds: await findDeeds(db, reader),
    waiting: await countWaiting(db, reader, now),
  }
}
export type Gathered = Awaited<ReturnType<typeof gather>>
