import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { networks } from '#db/schema/networks.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'

/**
 * Holds a network until the transaction ends, so that what several people send at once is taken one after another. Nobody is
 * held up who only writes something that belongs to it.
 */
export const holdNetwork = (tx: Pick<Db, 'select'>, networkId: NetworkId) =>
  tx.select({ id: networks.id }).from(networks).where(eq(networks.id, networkId)).for('no key update')
