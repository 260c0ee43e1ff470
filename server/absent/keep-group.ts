import type { Db } from '#db/client.ts'
import { absentGroups } from '#db/schema/governance.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { type Fields, noteChange } from '#server/change/note-change.ts'
import { fieldChosen, fieldName, fieldNameOrNone, fieldText, fieldTextOrNone } from '#server/field.ts'
import { findPartners } from '#server/network/find.ts'
import { refuse } from '#server/refusal.ts'
import { type AbsentGroupId, type NetworkId, newId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import type { Work } from '#server/work.ts'
import { holdGroup, mayChange, theGroup } from './find.ts'
import type { ChangeAbsentInput, NoteAbsentInput } from './input.ts'

type By = Pick<Membership, 'networkId' | 'userId' | 'role'>

/** Notes a group that is affected and has no seat, with the partner that looks after that. */
export async function noteGroup({ db, clock }: Work, by: By, input: NoteAbsentInput): Promise<AbsentGroupId> {
  if (by.role === 'observer') throw refuse('members_only')
  const { networkId } = by
  const fields = readFields(input)
  const id = newId<'absent'>()
  await db.transaction(async (tx) => {
    const owner = await nameOf(tx, networkId, fields.ownerPartner)
    await tx.insert(absentGroups).values({ networkId, id, ...fields, addedAt: clock.now(), addedBy: by.userId })
    await noteChange(tx, {
      ...{ networkId, at: clock.now(), by: by.userId, noun: 'absent', thingId: id, label: fields.name },
      before: {},
      after: told({ ...fields, state: 'absent', outcome: '' }, owner),
    })
  })
  return id
}

/** Puts a group right, hands it to another owner, or notes that it is heard or has a seat now. */
export async function changeGroup({ db, clock }: Work, by: By, input: ChangeAbsentInput): Promise<void> {
  if (by.role === 'observer') throw refuse('members_only')
  const { networkId } = by
  const { state } = input
  const fields = { ...readFields(input), state, outcome: fieldTextOrNone('outcome', input.outcome, LIMITS.note) }
  await db.transaction(async (tx) => {
    const row = await holdGroup(tx, networkId, input.groupId)
    if (!mayChange(by, row)) throw refuse('absent.belongs_to_another')
    if (row.version !== input.version) throw refuse('absent.changed_meanwhile')
    const owner = await nameOf(tx, networkId, fields.ownerPartner)
    const before = (await findPartners(tx, networkId, { withLeft: true })).find(({ id }) => id === row.ownerPartner)
    await tx
      .update(absentGroups)
      .set({ ...fields, version: row.version + 1 })
      .where(theGroup(networkId, input.groupId))
    await noteChange(tx, {
      ...{ networkId, at: clock.now(), by: by.userId, noun: 'absent', thingId: row.id, label: fields.name },
      before: told(row, before?.name ?? ''),
      after: told(fields, owner),
    })
  })
}

const readFields = (input: NoteAbsentInput) => ({
  name: fieldName('absentName', input.name, LIMITS.title),
  affected: fieldText('affected', input.affected, LIMITS.viewText),
  ownerPartner: fieldChosen('absentOwner', input.ownerPartner),
  ownerName: fieldNameOrNone('ownerName', input.ownerName, LIMITS.title),
})

async function nameOf(tx: Pick<Db, 'select'>, networkId: NetworkId, partnerId: string): Promise<string> {
  const owner = (await findPartners(tx, networkId)).find(({ id }) => id === (partnerId as typeof id))
  if (!owner) throw refuse('partner.unknown')
  return owner.name
}

type Told = { name: string; affected: string; ownerName: string; state: string; outcome: string }
const told = ({ name, affected, ownerName, state, outcome }: Told, owner: string): Fields => ({
  ...{ absentName: name, affected, absentState: state, outcome },
  absentOwner: [owner, ownerName].filter(Boolean).join(', '),
})
