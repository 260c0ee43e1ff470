import { and, eq } from 'drizzle-orm'
import { mitigations } from '#db/schema/values.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { noteChange } from '#server/change/note-change.ts'
import { fieldChosen, fieldDayOrNone, fieldNameOrNone, fieldText, fieldTextOrNone } from '#server/field.ts'
import { findPartners } from '#server/network/find.ts'
import { refuse } from '#server/refusal.ts'
import { type MitigationId, newId, type ValueEntryId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { isLoss } from '#server/vocabulary/value.ts'
import type { Work } from '#server/work.ts'
import { holdEntry } from './find.ts'
import type { PlanMitigationInput, SettleMitigationInput } from './input.ts'
import { mustNote } from './may.ts'

type By = Pick<Membership, 'networkId' | 'userId' | 'role'>

/** Notes what is done about a loss and which partner does it: from then on it is being dealt with. */
export async function planMitigation({ db, clock }: Work, by: By, input: PlanMitigationInput): Promise<MitigationId> {
  mustNote(by)
  const what = fieldText('mitigation', input.what, LIMITS.viewText)
  const ownerPartner = fieldChosen('mitigationOwner', input.ownerPartner)
  const ownerName = fieldNameOrNone('ownerName', input.ownerName, LIMITS.title)
  const dueOn = fieldDayOrNone('dueOn', input.dueOn)
  const { networkId } = by
  const id = input.id ?? newId<'mitigation'>()
  await db.transaction(async (tx) => {
    const entry = await holdEntry(tx, networkId, input.entryId)
    if (!isLoss(entry.direction)) throw refuse('value.no_loss')
    const owner = (await findPartners(tx, networkId)).find((partner) => partner.id === ownerPartner)
    if (!owner) throw refuse('partner.unknown')
    const plan = { networkId, id, entryId: entry.id, what, ownerPartner, ownerName, dueOn, plannedAt: clock.now() }
    const made = await tx.insert(mitigations).values(plan).onConflictDoNothing().returning({ id: mitigations.id })
    if (made.length === 0) return
    await noteChange(tx, {
      ...{ networkId, at: clock.now(), by: by.userId, noun: 'value', thingId: entry.id, label: entry.text },
      before: {},
      after: { mitigation: what, mitigationOwner: [owner.name, ownerName].filter(Boolean).join(', '), dueOn },
    })
  })
  return id
}

/** Notes that what was to be done about a loss is done, and what came of it. */
export async function settleMitigation({ db, clock }: Work, by: By, input: SettleMitigationInput): Promise<void> {
  mustNote(by)
  const outcome = fieldTextOrNone('outcome', input.outcome, LIMITS.note)
  const { networkId } = by
  await db.transaction(async (tx) => {
    const one = and(eq(mitigations.networkId, networkId), eq(mitigations.id, input.mitigationId))
    const [row] = await tx.select().from(mitigations).where(one).for('update')
    if (!row) throw refuse('not_found')
    if (row.settledAt) throw refuse('value.settled')
    await tx.update(mitigations).set({ outcome, settledAt: clock.now() }).where(one)
    const entry = await holdEntry(tx, networkId, row.entryId as ValueEntryId)
    await noteChange(tx, {
      ...{ networkId, at: clock.now(), by: by.userId, noun: 'value', thingId: entry.id, label: entry.text },
      before: { mitigationState: 'being_dealt_with' },
      after: { mitigation: row.what, mitigationState: 'dealt_with', outcome },
    })
  })
}
