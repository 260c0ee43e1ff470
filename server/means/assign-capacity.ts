import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { capacityUses } from '#db/schema/means.ts'
import { findActivityTitle } from '#server/activity/find-title.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { noteChange } from '#server/change/note-change.ts'
import { refuse } from '#server/refusal.ts'
import { findLines } from '#server/statement/find.ts'
import { findPurposes } from '#server/triangle/find-purposes.ts'
import { findValueText } from '#server/value/find-losses.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import type { Work } from '#server/work.ts'
import type { UseInput } from './input.ts'
import { holdCapacity } from './keep-capacity.ts'
import { mustKeepFor } from './may.ts'

type By = Pick<Membership, 'networkId' | 'userId' | 'role'>

/** Says what a capacity is for. Twice is once. */
export async function assignCapacity({ db, clock }: Work, by: By, input: UseInput): Promise<void> {
  const { networkId } = by
  await db.transaction(async (tx) => {
    const row = await holdCapacity(tx, networkId, input.capacityId)
    await mustKeepFor(tx, by, row.partnerId)
    if (row.endedOn !== null) throw refuse('means.ended', { capacity: row.label })
    const label = await labelOf(tx, networkId, input)
    if (label === undefined) throw refuse('means.use_unknown')
    const link = { networkId, capacityId: row.id, useKind: input.useKind, useId: input.useId }
    const made = await tx.insert(capacityUses).values(link).onConflictDoNothing().returning()
    if (made.length > 0) await noteUse(tx, clock.now(), by, row, { before: {}, after: { meansFor: label } })
  })
}

/** Says that a capacity is for something no more. */
export async function releaseCapacity({ db, clock }: Work, by: By, input: UseInput): Promise<void> {
  const { networkId } = by
  await db.transaction(async (tx) => {
    const row = await holdCapacity(tx, networkId, input.capacityId)
    await mustKeepFor(tx, by, row.partnerId)
    const one = and(
      eq(capacityUses.networkId, networkId),
      eq(capacityUses.capacityId, row.id),
      eq(capacityUses.useKind, input.useKind),
      eq(capacityUses.useId, input.useId),
    )
    const gone = await tx.delete(capacityUses).where(one).returning()
    if (gone.length === 0) throw refuse('means.use_unknown')
    const label = (await labelOf(tx, networkId, input)) ?? ''
    await noteUse(tx, clock.now(), by, row, { before: { meansFor: label }, after: {} })
  })
}

const noteUse = (
  tx: Pick<Db, 'insert'>,
  at: Date,
  { networkId, userId }: By,
  { id, label }: { id: string; label: string },
  change: { before: Record<string, string>; after: Record<string, string> },
) => noteChange(tx, { networkId, at, by: userId, noun: 'capacity', thingId: id, label, ...change })

/** What something that a capacity can be for is called; undefined when it is not there. */
async function labelOf(tx: Pick<Db, 'select'>, networkId: NetworkId, { useKind, useId }: UseInput) {
  if (useKind === 'statement') return (await findLines(tx, networkId)).find(({ id }) => id === useId)?.text
  if (useKind === 'purpose') return (await findPurposes(tx, networkId)).find(({ id }) => id === useId)?.text
  if (useKind === 'activity') return findActivityTitle(tx, networkId, useId)
  return findValueText(tx, networkId, useId)
}
