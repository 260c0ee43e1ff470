import { and, count, eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { authorisers } from '#db/schema/authorisers.ts'
import { networks } from '#db/schema/networks.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { noteChange } from '#server/change/note-change.ts'
import { fieldDayUntil } from '#server/field.ts'
import { todayIn } from '#server/network/today.ts'
import { refuse } from '#server/refusal.ts'
import { type AuthoriserId, type NetworkId, newId, type UserId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import type { Work } from '#server/work.ts'
import { holdAuthoriser } from './find.ts'
import type { AddAuthoriserInput, ChangeAuthoriserInput, EndAuthoriserInput } from './input.ts'
import { asHistory, holdersAreOurs, type ReadFields, readFields } from './read-fields.ts'

type By = Pick<Membership, 'networkId' | 'userId'>

/** Takes somebody who backs the network into the register. */
export async function addAuthoriser(work: Work, by: By, input: AddAuthoriserInput): Promise<AuthoriserId> {
  const fields = readFields(input)
  return work.db.transaction((tx) => putIntoRegister(tx, work, by, fields, input.id))
}

/** The same within a transaction that does more. Sent twice under one id, it is put in once. */
export async function putIntoRegister(
  tx: Pick<Db, 'select' | 'insert'>,
  { clock }: Pick<Work, 'clock'>,
  { networkId, userId }: { networkId: NetworkId; userId: UserId | null },
  fields: ReadFields,
  id = newId<'authoriser'>(),
): Promise<AuthoriserId> {
  // The network's row is held, so that two at once can't both be the last that fits.
  await tx.select({ id: networks.id }).from(networks).where(eq(networks.id, networkId)).for('update')
  const [standing] = await tx.select({ n: count() }).from(authorisers).where(eq(authorisers.networkId, networkId))
  if ((standing?.n ?? 0) >= LIMITS.authorisers) throw refuse('authoriser.too_many', { limit: LIMITS.authorisers })
  await holdersAreOurs(tx, networkId, fields)
  const row = { networkId, id, addedAt: clock.now(), ...fields }
  const made = await tx.insert(authorisers).values(row).onConflictDoNothing().returning({ id: authorisers.id })
  if (made.length === 0) return id
  await noteChange(tx, {
    ...{ networkId, at: clock.now(), by: userId, noun: 'authoriser', thingId: id, label: fields.label },
    before: {},
    after: await asHistory(tx, networkId, fields),
  })
  return id
}

/** Changes a record. Made from an older state than the one that stands, it is refused and nothing is lost. */
export async function changeAuthoriser(
  work: Work,
  by: By,
  { authoriserId, version, ...input }: ChangeAuthoriserInput,
): Promise<void> {
  const fields = readFields(input)
  await work.db.transaction(async (tx) => {
    const row = await holdAuthoriser(tx, by.networkId, authoriserId)
    if (row.version !== version) throw refuse('authoriser.changed_meanwhile', { backer: row.label })
    if (row.endedOn !== null) throw refuse('authoriser.ended', { backer: row.label })
    await holdersAreOurs(tx, by.networkId, fields)
    await writeFields(tx, work, by, row, fields)
  })
}

/** Writes a record's new fields and notes the change. */
export async function writeFields(
  tx: Pick<Db, 'select' | 'insert' | 'update'>,
  { clock }: Pick<Work, 'clock'>,
  by: By,
  row: typeof authorisers.$inferSelect,
  fields: ReadFields,
): Promise<void> {
  const { networkId } = by
  await tx
    .update(authorisers)
    .set({ ...fields, version: sql`${authorisers.version} + 1` })
    .where(and(eq(authorisers.networkId, networkId), eq(authorisers.id, row.id)))
  await noteChange(tx, {
    ...{ networkId, at: clock.now(), by: by.userId, noun: 'authoriser', thingId: row.id, label: fields.label },
    before: await asHistory(tx, networkId, fieldsOf(row)),
    after: await asHistory(tx, networkId, fields),
  })
}

/** The fields of a stored record, as a form would send them. */
export function fieldsOf(row: typeof authorisers.$inferSelect): ReadFields {
  const { networkId: _network, id: _id, version: _version, addedAt: _added, endedOn: _ended, ...fields } = row
  return fields as unknown as ReadFields
}

/** Notes that somebody backs the network no more. The record stays, and what hung on it shows as uncovered. */
export async function endAuthoriser({ db, clock }: Work, by: By, input: EndAuthoriserInput): Promise<void> {
  const endedOn = fieldDayUntil('endedOn', input.endedOn, await todayIn({ db, clock }, by.networkId))
  const { networkId } = by
  await db.transaction(async (tx) => {
    const row = await holdAuthoriser(tx, networkId, input.authoriserId)
    if (row.endedOn !== null) throw refuse('authoriser.ended', { backer: row.label })
    await tx
      .update(authorisers)
      .set({ endedOn, version: row.version + 1 })
      .where(and(eq(authorisers.networkId, networkId), eq(authorisers.id, row.id)))
    await noteChange(tx, {
      ...{ networkId, at: clock.now(), by: by.userId, noun: 'authoriser', thingId: row.id, label: row.label },
      before: { endedOn: null },
      after: { endedOn },
    })
  })
}
