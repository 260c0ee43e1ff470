import { membershipIn, type SignedIn } from '#server/auth/who-is.ts'
import { findPartners, networksOf } from '#server/network/find.ts'
import { zoneOf } from '#server/network/today.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import type { Role } from '#server/vocabulary/role.ts'
import type { Work } from '#server/work.ts'
import type { Item } from './item.ts'
import { readAttention } from './read-attention.ts'

export interface OwnNetwork {
  id: NetworkId
  name: string
  role: Role
  partners: number
  /** Where its clocks stand. */
  zone: string
  items: Item[]
}

/** The networks somebody belongs to, each with what waits for them there. */
export async function readMine(
  work: Pick<Work, 'db' | 'clock'>,
  person: Pick<SignedIn, 'userId'>,
): Promise<OwnNetwork[]> {
  const found: OwnNetwork[] = []
  for (const network of await networksOf(work.db, person.userId)) {
    const membership = await membershipIn(work.db, person, network.id)
    // Whoever was taken out of it just now has no place in it any more.
    if (!membership) continue
    found.push({
      ...network,
      zone: await zoneOf(work.db, network.id),
      partners: (await findPartners(work.db, network.id)).length,
      items: await readAttention(work, membership),
    })
  }
  return found
}
