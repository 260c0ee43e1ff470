import type { Db } from '#db/client.ts'
import { findActivityTitles } from '#server/activity/find-title.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { findBackersOf } from '#server/authoriser/find-labels.ts'
import { refuse } from '#server/refusal.ts'
import { findLines } from '#server/statement/find.ts'
import { findPurposes } from '#server/triangle/find-purposes.ts'
import { findLosses } from '#server/value/find-losses.ts'
import type { CapacityId } from '#server/vocabulary/ids.ts'
import type { UseKind } from '#server/vocabulary/means.ts'
import { type Capacity, findMeans } from './find.ts'

type Named = readonly (readonly [id: string, label: string])[]
export interface CapacityLinks {
  /** What it is for, in words; what is gone since is left out. */
  uses: { kind: UseKind; id: string; label: string }[]
  backers: { id: string; label: string }[]
  /** What it could be for. */
  things: Record<UseKind, Named>
}

/** One capacity with everything it is linked with. "Not there" and "not yours" are the same refusal. */
export async function openCapacity(
  db: Db,
  reader: Pick<Membership, 'networkId' | 'userId' | 'role'>,
  capacityId: CapacityId,
): Promise<{ capacity: Capacity; links: CapacityLinks }> {
  const { networkId } = reader
  const { capacities, ended } = await findMeans(db, reader)
  const capacity = [...capacities, ...ended].find(({ id }) => id === capacityId)
  if (!capacity) throw refuse('not_found')
  const things: Record<UseKind, Named> = {
    statement: (await findLines(db, networkId)).map(({ id, text }) => [id, text]),
    purpose: (await findPurposes(db, networkId)).map(({ id, text }) => [id, text]),
    activity: await findActivityTitles(
      db,
      networkId,
      capacity.uses.flatMap(({ kind, id }) => (kind === 'activity' ? [id] : [])),
    ),
    value_entry: (await findLosses(db, networkId)).map(({ id, text }) => [id, text]),
  }
  const uses = capacity.uses.flatMap(({ kind, id }) => {
    const named = things[kind].find(([one]) => one === id)
    return named ? [{ kind, id, label: named[1] }] : []
  })
  return { capacity, links: { uses, things, backers: await findBackersOf(db, networkId, 'resource', capacityId) } }
}
