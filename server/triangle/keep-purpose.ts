import { and, count, eq, isNull } from 'drizzle-orm'
import { purposes } from '#db/schema/means.ts'
import { networks } from '#db/schema/networks.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { noteChange } from '#server/change/note-change.ts'
import { fieldText } from '#server/field.ts'
import { findPartners, partnerOfDelegate } from '#server/network/find.ts'
import { refuse } from '#server/refusal.ts'
import { newId, type PurposeId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { convenes } from '#server/vocabulary/role.ts'
import type { Work } from '#server/work.ts'
import type { AddPurposeInput, TakeOutPurposeInput } from './input.ts'

type By = Pick<Membership, 'networkId' | 'userId' | 'role'>

/** Puts a card at Purpose: a convenor for any partner or for all of them, others for the partner they speak for. */
export async function addPurpose({ db, clock }: Work, by: By, input: AddPurposeInput): Promise<PurposeId> {
  if (by.role === 'observer') throw refuse('members_only')
  const text = fieldText('purposeText', input.text, LIMITS.viewText)
  const { networkId } = by
  const id = newId<'purpose'>()
  await db.transaction(async (tx) => {
    await tx.select({ id: networks.id }).from(networks).where(eq(networks.id, networkId)).for('update')
    const standing = and(eq(purposes.networkId, networkId), isNull(purposes.takenOutAt))
    const [there] = await tx.select({ n: count() }).from(purposes).where(standing)
    if ((there?.n ?? 0) >= LIMITS.purposes) throw refuse('means.too_many', { limit: LIMITS.purposes })
    const own = await partnerOfDelegate(tx, networkId, by.userId)
    const asked = input.partnerId
    if (asked && !convenes(by.role) && asked !== own) throw refuse('means.of_another_partner')
    const partners = await findPartners(tx, networkId)
    const partner = partners.find((one) => one.id === (asked ?? (convenes(by.role) ? null : own)))
    if (asked && !partner) throw refuse('partner.unknown')
    await tx.insert(purposes).values({
      ...{ networkId, id, text, partnerId: partner?.id ?? null, addedAt: clock.now(), addedBy: by.userId },
    })
    await noteChange(tx, {
      ...{ networkId, at: clock.now(), by: by.userId, noun: 'purpose', thingId: id, label: text },
      before: {},
      after: { purposeText: text, meansPartner: partner?.name ?? null },
    })
  })
  return id
}

/** Takes a card off again: whoever put it there, and convenors. What was linked with it is linked no more. */
export async function takeOutPurpose({ db, clock }: Work, by: By, input: TakeOutPurposeInput): Promise<void> {
  if (by.role === 'observer') throw refuse('members_only')
  const { networkId } = by
  await db.transaction(async (tx) => {
    const one = and(eq(purposes.networkId, networkId), eq(purposes.id, input.purposeId), isNull(purposes.takenOutAt))
    const [row] = await tx.select().from(purposes).where(one).for('update')
    if (!row) throw refuse('not_found')
    if (!convenes(by.role) && row.addedBy !== by.userId) throw refuse('means.of_another_partner')
    await tx.update(purposes).set({ takenOutAt: clock.now() }).where(one)
    await noteChange(tx, {
      ...{ networkId, at: clock.now(), by: by.userId, noun: 'purpose', thingId: row.id, label: row.text },
      before: { purposeText: row.text },
      after: {},
    })
  })
}
