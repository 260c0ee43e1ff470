import { and, eq } from 'drizzle-orm'
import { valueJudgements } from '#db/schema/values.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { noteChange } from '#server/change/note-change.ts'
import { fieldChosen, fieldTextOrNone } from '#server/field.ts'
import { findPartners, partnerOfDelegate } from '#server/network/find.ts'
import { refuse } from '#server/refusal.ts'
import type { NetworkId, PartnerId, UserId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import type { Work } from '#server/work.ts'
import { holdEntry } from './find.ts'
import type { JudgeValueInput } from './input.ts'
import { mustNote } from './may.ts'

/** Judges an entry for the partner that this person speaks for. Nobody judges for another. */
export async function judgeValue(
  work: Work,
  by: Pick<Membership, 'networkId' | 'userId' | 'role'>,
  input: JudgeValueInput,
): Promise<void> {
  mustNote(by)
  const partnerId = await partnerOfDelegate(work.db, by.networkId, by.userId)
  if (!partnerId) throw refuse('value.no_partner')
  await writeJudgement(work, { networkId: by.networkId, userId: by.userId, partnerId }, input)
}

/** Writes a partner's judgement over its last one, and keeps both in the history. */
export async function writeJudgement(
  { db, clock }: Work,
  { networkId, userId, partnerId }: { networkId: NetworkId; userId: UserId | null; partnerId: PartnerId },
  { entryId, point: chosen, reason: typed }: JudgeValueInput,
): Promise<void> {
  const point = fieldChosen('judgement', chosen)
  const reason = fieldTextOrNone('judgementReason', typed, LIMITS.reasonText)
  await db.transaction(async (tx) => {
    const entry = await holdEntry(tx, networkId, entryId)
    const one = and(
      eq(valueJudgements.networkId, networkId),
      eq(valueJudgements.entryId, entryId),
      eq(valueJudgements.partnerId, partnerId),
    )
    const [before] = await tx.select().from(valueJudgements).where(one)
    const given = { point, reason, judgedAt: clock.now(), byUserId: userId }
    await tx
      .insert(valueJudgements)
      .values({ networkId, entryId, partnerId, ...given })
      .onConflictDoUpdate({
        target: [valueJudgements.networkId, valueJudgements.entryId, valueJudgements.partnerId],
        set: given,
      })
    const partner = (await findPartners(tx, networkId, { withLeft: true })).find(({ id }) => id === partnerId)
    await noteChange(tx, {
      ...{ networkId, at: clock.now(), by: userId, noun: 'value', thingId: entryId, label: entry.text },
      before: before ? { judgement: before.point, judgementReason: before.reason } : {},
      after: { judgedBy: partner?.name ?? '', judgement: point, judgementReason: reason },
    })
  })
}
