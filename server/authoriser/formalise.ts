import { and, eq } from 'drizzle-orm'
import { formalisations } from '#db/schema/authorisers.ts'
import { partners } from '#db/schema/networks.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { noteChange } from '#server/change/note-change.ts'
import { fieldChosen, fieldDay, fieldNameOrNone, fieldText } from '#server/field.ts'
import { refuse } from '#server/refusal.ts'
import { type AuthoriserId, type FormalisationId, newId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import type { Work } from '#server/work.ts'
import { holdAuthoriser } from './find.ts'
import type { PlanFormalisationInput, SettleFormalisationInput } from './input.ts'
import { fieldsOf, writeFields } from './keep-authoriser.ts'

type By = Pick<Membership, 'networkId' | 'userId'>

/** Plans how a trusted tie is to be written down: what, which partner does it, and by when. */
export async function planFormalisation(
  { db, clock }: Work,
  by: By,
  input: PlanFormalisationInput,
): Promise<FormalisationId> {
  const what = fieldText('what', input.what, LIMITS.viewText)
  const ownerPartner = fieldChosen('owner', input.ownerPartner)
  const ownerName = fieldNameOrNone('ownerName', input.ownerName, LIMITS.nameGraphemes)
  const dueOn = fieldDay('dueOn', input.dueOn)
  const { networkId } = by
  const id = input.id ?? newId<'formalisation'>()
  await db.transaction(async (tx) => {
    const row = await holdAuthoriser(tx, networkId, input.authoriserId)
    const ours = and(eq(partners.networkId, networkId), eq(partners.id, ownerPartner))
    const [owner] = await tx.select({ name: partners.name }).from(partners).where(ours)
    if (!owner) throw refuse('partner.unknown')
    const plan = {
      ...{ networkId, id, authoriserId: row.id, what, ownerPartner, ownerName, dueOn },
      plannedAt: clock.now(),
    }
    const made = await tx.insert(formalisations).values(plan).onConflictDoNothing().returning({ id: formalisations.id })
    if (made.length === 0) return
    await noteChange(tx, {
      ...{ networkId, at: clock.now(), by: by.userId, noun: 'formalisation', thingId: row.id, label: row.label },
      before: {},
      after: { what, owner: [owner.name, ownerName].filter(Boolean).join(', '), dueOn, state: 'open' },
    })
  })
  return id
}

/** Ends such a plan: with the paper it led to, which then stands in the record; or dropped, without one. */
export async function settleFormalisation(work: Work, by: By, input: SettleFormalisationInput): Promise<void> {
  const { db, clock } = work
  const { networkId } = by
  await db.transaction(async (tx) => {
    const one = and(eq(formalisations.networkId, networkId), eq(formalisations.id, input.formalisationId))
    const [plan] = await tx.select().from(formalisations).where(one).for('update')
    if (!plan) throw refuse('not_found')
    if (plan.state !== 'open') throw refuse('formalisation.settled')
    const row = await holdAuthoriser(tx, networkId, plan.authoriserId as AuthoriserId)
    const state = input.instrument ? 'done' : 'dropped'
    await tx.update(formalisations).set({ state, settledAt: clock.now() }).where(one)
    await noteChange(tx, {
      ...{ networkId, at: clock.now(), by: by.userId, noun: 'formalisation', thingId: row.id, label: row.label },
      before: { what: plan.what, state: 'open' },
      after: { what: plan.what, state },
    })
    if (!input.instrument) return
    const { basis, instrument } = input
    await writeFields(tx, work, by, row, { ...fieldsOf(row), basis, instrument })
  })
}
