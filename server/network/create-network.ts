import { eq } from 'drizzle-orm'
import { members, networks } from '#db/schema/networks.ts'
import { noteChange } from '#server/change/note-change.ts'
import { refuse, wanted, wantedOrNone } from '#server/refusal.ts'
import { type NetworkId, newId, type UserId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { readName, readText } from '#server/vocabulary/text.ts'
import { FIRST_ZONE } from '#server/vocabulary/time-zone.ts'
import type { Work } from '#server/work.ts'
import type { CreateNetworkInput } from './input.ts'
import { readZone } from './set-time-zone.ts'

/** Sets up a network. Whoever does it while signed in becomes its convenor. */
export async function createNetwork({ db, clock }: Work, input: CreateNetworkInput, by?: UserId): Promise<NetworkId> {
  const name = wanted(readName(input.name, LIMITS.partnerName), 'name.needed', 'name.too_long')
  const timeZone = readZone(input.timeZone ?? FIRST_ZONE)
  const about = wantedOrNone(readText(input.about, LIMITS.viewText))
  return db.transaction(async (tx) => {
    const [taken] = await tx.select({ id: networks.id }).from(networks).where(eq(networks.name, name))
    if (taken) throw refuse('network.name_taken', { name })

    const id = newId<'network'>()
    await tx.insert(networks).values({ id, name, about, timeZone, createdAt: clock.now() })
    const noted = { networkId: id, at: clock.now(), by: by ?? null, before: {} }
    await noteChange(tx, { ...noted, noun: 'network', thingId: id, label: name, after: { timeZone } })
    if (by) {
      await tx.insert(members).values({ networkId: id, userId: by, role: 'convenor', since: clock.now() })
      await noteChange(tx, { ...noted, noun: 'member', thingId: by, label: '', after: { role: 'convenor' } })
    }
    return id
  })
}
