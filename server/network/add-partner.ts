import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { networks, partners } from '#db/schema/networks.ts'
import { noteChange } from '#server/change/note-change.ts'
import { refuse, wanted, wantedOrNone } from '#server/refusal.ts'
import { type NetworkId, newId, type PartnerId, type UserId } from '#server/vocabulary/ids.ts'
import { initialsFor } from '#server/vocabulary/initials.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { readName } from '#server/vocabulary/text.ts'
import type { Work } from '#server/work.ts'
import type { AddPartnerInput } from './input.ts'

const sameName = (a: string, b: string) => a.localeCompare(b, 'en', { sensitivity: 'base' }) === 0

/**
 * Takes an organisation into a network; its initials are made unlike the others'. Answers the new partner's id. Without `by` it is
 * the operator.
 */
export async function addPartner(
  work: Work,
  networkId: NetworkId,
  input: AddPartnerInput & { key?: string },
  by: UserId | null = null,
): Promise<PartnerId> {
  return work.db.transaction((tx) => writePartner(tx, { at: work.clock.now(), by }, networkId, input))
}

/** The same inside a transaction that does more. The network's row is held, so that two at once don't take one number. */
export async function writePartner(
  tx: Pick<Db, 'select' | 'insert'>,
  { at, by }: { at: Date; by: UserId | null },
  networkId: NetworkId,
  input: AddPartnerInput & { key?: string },
): Promise<PartnerId> {
  const name = wanted(readName(input.name, LIMITS.partnerName), 'partner.name_needed', 'name.too_long')
  const [network] = await tx.select({ id: networks.id }).from(networks).where(eq(networks.id, networkId)).for('update')
  if (!network) throw refuse('not_found')
  const here = await tx.select().from(partners).where(eq(partners.networkId, networkId))
  if (here.some((partner) => sameName(partner.name, name))) throw refuse('partner.name_taken', { name })

  const id = newId<'partner'>()
  const sector = wantedOrNone(readName(input.sector ?? '', LIMITS.partnerName), 'name.too_long') || null
  const asked = input.initials && wanted(readName(input.initials, 3), 'name.needed', 'name.too_long').toUpperCase()
  const taken = here.map((partner) => partner.initials)
  const initials = asked && !taken.includes(asked) ? asked : initialsFor(name, taken)
  const markNo = Math.max(0, ...here.map((partner) => partner.markNo)) + 1
  await tx
    .insert(partners)
    .values({ networkId, id, key: input.key ?? id, name, initials, markNo, sector, joinedAt: at })
  await noteChange(tx, {
    ...{ networkId, at, by, noun: 'partner', thingId: id, label: name },
    before: {},
    after: { organisation: name },
  })
  return id
}
