import type { Db } from '#db/client.ts'
import { findDeeds } from '#server/activity/find-deeds.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { findRegister } from '#server/authoriser/find.ts'
import { findMeans } from '#server/means/find.ts'
import { findLedger } from '#server/value/find.ts'

/** The records that both what waits and how a network stands are read from, so that one page asks for them once. */
export async function gather(db: Db, reader: Pick<Membership, 'networkId' | 'userId' | 'role'>) {
  return {
    register: await findRegister(db, reader),
    means: await findMeans(db, reader),
    ledger: await findLedger(db, reader),
    deeds: await findDeeds(db, reader),
  }
}
export type Gathered = Awaited<ReturnType<typeof gather>>
