import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { authorisers } from '#db/schema/authorisers.ts'
import { briefingPartners, briefings } from '#db/schema/briefings.ts'
import { members } from '#db/schema/networks.ts'
import { users } from '#db/schema/people.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { noteChange } from '#server/change/note-change.ts'
import { fieldDayUntil, fieldName, fieldText } from '#server/field.ts'
import { findPartners } from '#server/network/find.ts'
import { todayIn } from '#server/network/today.ts'
import { refuse } from '#server/refusal.ts'
import { type BriefingId, type NetworkId, newId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import type { Work } from '#server/work.ts'
import type { MarkToldInput, NoteBriefingInput } from './input.ts'

type By = Pick<Membership, 'networkId' | 'userId'>

/** Notes who was told what, or given the power to do what; by whom, why them, and which partners ought to know of it. */
export async function noteBriefing({ db, clock }: Work, by: By, input: NoteBriefingInput): Promise<BriefingId> {
  const fields = {
    deed: input.deed,
    what: fieldText('what', input.what, LIMITS.viewText),
    byWhom: fieldName('byWhom', input.byWhom, LIMITS.title),
    why: fieldText('why', input.why, LIMITS.viewText),
    doneOn: fieldDayUntil('doneOn', input.doneOn, await todayIn({ db, clock }, by.networkId)),
  }
  const { networkId } = by
  const id = input.id ?? newId<'briefing'>()
  await db.transaction(async (tx) => {
    const who = await calledNow(tx, networkId, input)
    const ours = await findPartners(tx, networkId)
    const oughtToKnow = [...new Set(input.oughtToKnow)]
    if (!oughtToKnow.every((one) => ours.some((partner) => partner.id === one))) throw refuse('partner.unknown')
    const row = {
      ...{ networkId, id, who, authoriserId: input.authoriserId, userId: input.userId, notedAt: clock.now() },
      ...fields,
    }
    const made = await tx.insert(briefings).values(row).onConflictDoNothing().returning({ id: briefings.id })
    if (made.length === 0) return
    if (oughtToKnow.length > 0)
      await tx
        .insert(briefingPartners)
        .values(oughtToKnow.map((partnerId) => ({ networkId, briefingId: id, partnerId })))
    await noteChange(tx, {
      ...{ networkId, at: clock.now(), by: by.userId, noun: 'briefing', thingId: id, label: who },
      before: {},
      after: {
        ...fields,
        oughtToKnow: ours.filter((partner) => oughtToKnow.includes(partner.id)).map(({ name }) => name),
      },
    })
  })
  return id
}

/** What whoever was briefed is called: by the register, as a member, or as it was typed. */
async function calledNow(tx: Pick<Db, 'select'>, networkId: NetworkId, input: NoteBriefingInput): Promise<string> {
  if (input.authoriserId) {
    const one = and(eq(authorisers.networkId, networkId), eq(authorisers.id, input.authoriserId))
    const [row] = await tx.select({ label: authorisers.label }).from(authorisers).where(one)
    if (!row) throw refuse('not_found')
    return row.label
  }
  if (input.userId) {
    const [row] = await tx
      .select({ name: users.name, email: users.email })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(and(eq(members.networkId, networkId), eq(members.userId, input.userId), isNull(members.endedAt)))
    if (!row) throw refuse('not_found')
    return row.name || row.email
  }
  return fieldName('who', input.who, LIMITS.title)
}

/** Notes that a partner who ought to know has been told, and on which day. */
export async function markTold({ db, clock }: Work, by: By, input: MarkToldInput): Promise<void> {
  const toldOn = fieldDayUntil('toldOn', input.toldOn, await todayIn({ db, clock }, by.networkId))
  const { networkId } = by
  await db.transaction(async (tx) => {
    const one = and(
      eq(briefingPartners.networkId, networkId),
      eq(briefingPartners.briefingId, input.briefingId),
      eq(briefingPartners.partnerId, input.partnerId),
    )
    const [row] = await tx.select().from(briefingPartners).where(one).for('update')
    if (!row) throw refuse('not_found')
    if (row.toldOn !== null) throw refuse('briefing.already_told')
    await tx.update(briefingPartners).set({ toldOn }).where(one)
    const told = (await findPartners(tx, networkId, { withLeft: true })).find(({ id }) => id === input.partnerId)
    const [briefing] = await tx
      .select({ who: briefings.who })
      .from(briefings)
      .where(and(eq(briefings.networkId, networkId), eq(briefings.id, input.briefingId)))
    await noteChange(tx, {
      ...{ networkId, at: clock.now(), by: by.userId, noun: 'briefing', thingId: input.briefingId },
      label: briefing?.who ?? '',
      before: { told: null },
      after: { told: told?.name ?? '', toldOn },
    })
  })
}
