import { and, count, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { capacities } from '#db/schema/means.ts'
import { networks } from '#db/schema/networks.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { type Fields, noteChange } from '#server/change/note-change.ts'
import { fieldChosen, fieldDayOrNone, fieldDayUntil, fieldName, fieldNameOrNone } from '#server/field.ts'
import { findPartners } from '#server/network/find.ts'
import { todayIn } from '#server/network/today.ts'
import { refuse } from '#server/refusal.ts'
import { type CapacityId, type NetworkId, newId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import type { Work } from '#server/work.ts'
import type { CapacityFields, ChangeCapacityInput, EndCapacityInput } from './input.ts'
import { mustAdd, mustKeepFor } from './may.ts'

type By = Pick<Membership, 'networkId' | 'userId' | 'role'>
type Row = typeof capacities.$inferSelect

/** Takes something a partner can put in into the network's means. */
export async function addCapacity({ db, clock }: Work, by: By, input: CapacityFields): Promise<CapacityId> {
  mustAdd(by)
  const fields = readFields(input)
  const { networkId } = by
  const id = newId<'capacity'>()
  await db.transaction(async (tx) => {
    // The network's row is held, so that two at once can't both be the last that fits.
    await tx.select({ id: networks.id }).from(networks).where(eq(networks.id, networkId)).for('update')
    const [there] = await tx.select({ n: count() }).from(capacities).where(eq(capacities.networkId, networkId))
    if ((there?.n ?? 0) >= LIMITS.capacities) throw refuse('means.too_many', { limit: LIMITS.capacities })
    const partner = await partnerName(tx, networkId, fields.partnerId)
    await mustKeepFor(tx, by, fields.partnerId)
    await tx.insert(capacities).values({ networkId, id, ...fields, addedAt: clock.now(), addedBy: by.userId })
    await noteChange(tx, {
      ...{ networkId, at: clock.now(), by: by.userId, noun: 'capacity', thingId: id, label: fields.label },
      before: {},
      after: told(fields, partner),
    })
  })
  return id
}

/** Changes a record. Made from an older state than the one that stands, it is refused and nothing is lost. */
export async function changeCapacity({ db, clock }: Work, by: By, input: ChangeCapacityInput): Promise<void> {
  mustAdd(by)
  const fields = readFields(input)
  const { networkId } = by
  await db.transaction(async (tx) => {
    const row = await holdCapacity(tx, networkId, input.capacityId)
    await mustKeepFor(tx, by, row.partnerId)
    if (row.version !== input.version) throw refuse('means.changed_meanwhile', { capacity: row.label })
    if (row.endedOn !== null) throw refuse('means.ended', { capacity: row.label })
    const [was, is] = [
      await partnerName(tx, networkId, row.partnerId),
      await partnerName(tx, networkId, fields.partnerId),
    ]
    await mustKeepFor(tx, by, fields.partnerId)
    await tx
      .update(capacities)
      .set({ ...fields, version: row.version + 1 })
      .where(and(eq(capacities.networkId, networkId), eq(capacities.id, row.id)))
    await noteChange(tx, {
      ...{ networkId, at: clock.now(), by: by.userId, noun: 'capacity', thingId: row.id, label: fields.label },
      before: told(row, was),
      after: told(fields, is),
    })
  })
}

/** Notes that something is there no more. The record stays to be read. */
export async function endCapacity({ db, clock }: Work, by: By, input: EndCapacityInput): Promise<void> {
  mustAdd(by)
  const endedOn = fieldDayUntil('capacityEndedOn', input.endedOn, await todayIn({ db, clock }, by.networkId))
  const { networkId } = by
  await db.transaction(async (tx) => {
    const row = await holdCapacity(tx, networkId, input.capacityId)
    await mustKeepFor(tx, by, row.partnerId)
    if (row.endedOn !== null) throw refuse('means.ended', { capacity: row.label })
    await tx
      .update(capacities)
      .set({ endedOn, version: row.version + 1 })
      .where(and(eq(capacities.networkId, networkId), eq(capacities.id, row.id)))
    await noteChange(tx, {
      ...{ networkId, at: clock.now(), by: by.userId, noun: 'capacity', thingId: row.id, label: row.label },
      before: { capacityEndedOn: null },
      after: { capacityEndedOn: endedOn },
    })
  })
}

/** The row itself, for a verb that changes something of it: held until the transaction ends. */
export async function holdCapacity(tx: Pick<Db, 'select'>, networkId: NetworkId, id: CapacityId): Promise<Row> {
  const one = and(eq(capacities.networkId, networkId), eq(capacities.id, id))
  const [row] = await tx.select().from(capacities).where(one).for('update')
  if (!row) throw refuse('not_found')
  return row
}

/** What a partner of this network is called; refused when it is none. */
export async function partnerName(tx: Pick<Db, 'select'>, networkId: NetworkId, id: string): Promise<string> {
  const partner = (await findPartners(tx, networkId)).find((one) => one.id === id)
  if (!partner) throw refuse('partner.unknown')
  return partner.name
}

const readFields = (input: CapacityFields) => ({
  label: fieldName('capacity', input.label, LIMITS.title),
  kind: fieldChosen('meansKind', input.kind),
  partnerId: fieldChosen('meansPartner', input.partnerId),
  amount: fieldNameOrNone('amount', input.amount, LIMITS.title),
  holder: fieldNameOrNone('holder', input.holder, LIMITS.title),
  untilDay: fieldDayOrNone('untilDay', input.untilDay),
})

const told = (fields: Pick<Row, 'label' | 'kind' | 'amount' | 'holder' | 'untilDay'>, partner: string): Fields => ({
  ...{ capacity: fields.label, meansKind: fields.kind, meansPartner: partner },
  ...{ amount: fields.amount || null, holder: fields.holder || null, untilDay: fields.untilDay },
})
