import { agreementStands } from '#db/schema/agreements.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { noteChange } from '#server/change/note-change.ts'
import { fieldChosen, fieldTextOrNone } from '#server/field.ts'
import { findPartners, partnerOfDelegate } from '#server/network/find.ts'
import { refuse } from '#server/refusal.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import type { Work } from '#server/work.ts'
import { findStand, holdAgreement } from './find.ts'
import type { NoteStandInput } from './input.ts'
import { mustSpeakFor } from './may.ts'

/** Notes where a partner stands on an agreement, over where it stood before; the history keeps both. */
export async function noteStand(
  { db, clock }: Work,
  by: Pick<Membership, 'networkId' | 'userId' | 'role'>,
  { agreementId, partnerId, stand: chosen, reason: typed }: NoteStandInput,
): Promise<void> {
  const { networkId } = by
  mustSpeakFor(by, await partnerOfDelegate(db, networkId, by.userId), partnerId)
  const stand = fieldChosen('stand', chosen)
  const reason = fieldTextOrNone('standReason', typed, LIMITS.reasonText)
  await db.transaction(async (tx) => {
    const row = await holdAgreement(tx, networkId, agreementId)
    if (row.endedOn) throw refuse('agreement.ended')
    const partner = (await findPartners(tx, networkId)).find(({ id }) => id === partnerId)
    if (!partner) throw refuse('partner.unknown')
    const before = await findStand(tx, networkId, agreementId, partnerId)
    const given = { stand, reason, notedAt: clock.now() }
    await tx
      .insert(agreementStands)
      .values({ networkId, agreementId, partnerId, ...given })
      .onConflictDoUpdate({
        target: [agreementStands.networkId, agreementStands.agreementId, agreementStands.partnerId],
        set: given,
      })
    if (before?.stand === stand && before.reason === reason) return
    await noteChange(tx, {
      ...{ networkId, at: clock.now(), by: by.userId, noun: 'agreement', thingId: row.id, label: row.text },
      before: before ? { stand: before.stand, standReason: before.reason } : {},
      after: { standOf: partner.name, stand, standReason: reason },
    })
  })
}
