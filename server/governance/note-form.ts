import { governanceChecks, governanceForms } from '#db/schema/governance.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { noteChange } from '#server/change/note-change.ts'
import { fieldChosen, fieldDayUntil, fieldName, fieldText, fieldTextOrNone } from '#server/field.ts'
import { findNetwork, findPartners } from '#server/network/find.ts'
import { todayIn } from '#server/network/today.ts'
import { refuse } from '#server/refusal.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import type { Work } from '#server/work.ts'
import { findGovernance } from './find.ts'
import type { KeepCheckInput, NoteFormInput } from './input.ts'

type By = Pick<Membership, 'networkId' | 'userId' | 'role'>

/** Notes how the network is run from a day on. What was noted before stays. */
export async function noteForm(work: Work, by: By, input: NoteFormInput): Promise<void> {
  const { db, clock } = work
  const { networkId } = by
  const form = fieldChosen('governanceForm', input.form)
  const since = fieldDayUntil('since', input.since, await todayIn({ db, clock }, by.networkId))
  const note = fieldTextOrNone('note', input.note, LIMITS.note)
  const leadPartner = form === 'lead_organisation' ? fieldChosen('leadPartner', input.leadPartner) : null
  const bodyName = form === 'administrative_body' ? fieldName('bodyName', input.bodyName, LIMITS.title) : ''
  const lead = (await findPartners(db, networkId)).find(({ id }) => id === leadPartner)
  if (leadPartner && !lead) throw refuse('partner.unknown')
  const { form: before } = await findGovernance(work, by)
  const { name } = await findNetwork(db, networkId)
  await db.transaction(async (tx) => {
    await tx.insert(governanceForms).values({
      ...{ networkId, id: newId<'governance'>(), form, since, leadPartner, bodyName, note },
      ...{ notedAt: clock.now(), notedBy: by.userId },
    })
    await noteChange(tx, {
      ...{ networkId, at: clock.now(), by: by.userId, noun: 'governance', thingId: networkId, label: name },
      before: before
        ? { governanceForm: before.form, governedBy: before.by, since: before.since, note: before.note }
        : {},
      after: { governanceForm: form, governedBy: lead?.name ?? bodyName, since, note },
    })
  })
}

/** Keeps that the form was looked at, with what the records showed on that day and what was concluded. */
export async function keepCheck(work: Work, by: By, input: KeepCheckInput): Promise<void> {
  const { db, clock } = work
  const { networkId } = by
  const conclusion = fieldText('conclusion', input.conclusion, LIMITS.note)
  const { form, fit } = await findGovernance(work, by)
  const { name } = await findNetwork(db, networkId)
  await db.transaction(async (tx) => {
    await tx.insert(governanceChecks).values({
      ...{ networkId, id: newId<'governance'>(), form: form?.form ?? null, found: fit, conclusion },
      ...{ checkedAt: clock.now(), checkedBy: by.userId },
    })
    await noteChange(tx, {
      ...{ networkId, at: clock.now(), by: by.userId, noun: 'governance', thingId: networkId, label: name },
      before: {},
      after: { conclusion },
    })
  })
}
