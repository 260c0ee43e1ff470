import type { Db } from '#db/client.ts'
import { activities, activityPartners } from '#db/schema/activities.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { noteChange } from '#server/change/note-change.ts'
import { fieldDay, fieldDayOrNone, fieldDayUntil } from '#server/field.ts'
import { findMembers } from '#server/network/find.ts'
import { todayIn } from '#server/network/today.ts'
import { refuse } from '#server/refusal.ts'
import type { dayAt } from '#server/vocabulary/day.ts'
import { type ActivityId, type NetworkId, newId, type PartnerId, type UserId } from '#server/vocabulary/ids.ts'
import { convenes } from '#server/vocabulary/role.ts'
import type { Work } from '#server/work.ts'
import type { LogActivityInput, PlanActivityInput } from './input.ts'
import { mustLog } from './may.ts'
import { readAbout, readAim, readPartners } from './read-about.ts'

type By = Pick<Membership, 'networkId' | 'userId' | 'role'>

/** Notes what was done already. Nobody planned it here, so it came about by chance, whatever it was for. */
export async function logActivity({ db, clock }: Work, by: By, input: LogActivityInput): Promise<ActivityId> {
  mustLog(by)
  const about = readAbout(input)
  const now = clock.now()
  const onDay = fieldDayUntil('onDay', input.onDay, await todayIn({ db, clock }, by.networkId))
  return db.transaction(async (tx) => {
    const aim = await readAim(tx, by, input.aim)
    const partners = await readPartners(tx, by.networkId, input.partners)
    const row = { ...about, ...aim, onDay, way: 'chance', state: 'done', ownerId: by.userId, id: input.id } as const
    return writeActivity(tx, by, now, row, partners)
  })
}

/** Plans an activity for an aim that is named beforehand; that is what makes it planned. The day may be left open. */
export async function planActivity({ db, clock }: Work, by: By, input: PlanActivityInput): Promise<ActivityId> {
  mustLog(by)
  const about = readAbout({ ...input, outcome: '' })
  const now = clock.now()
  const onDay = fieldDayOrNone('onDay', input.onDay)
  if (onDay && onDay < (await todayIn({ db, clock }, by.networkId))) throw refuse('activity.plan_in_past')
  if (!input.aim) throw refuse('field.needed', { field: 'aim' })
  const ownerId = await readOwner(db, by, input.ownerId)
  return db.transaction(async (tx) => {
    const aim = await readAim(tx, by, input.aim)
    const partners = await readPartners(tx, by.networkId, input.partners)
    const row = { ...about, ...aim, onDay, way: 'planned', state: 'ahead', ownerId, id: input.id } as const
    return writeActivity(tx, by, now, row, partners)
  })
}

type NewActivity = Omit<typeof activities.$inferInsert, 'networkId' | 'id' | 'loggedAt' | 'loggedBy'> & {
  id?: ActivityId | undefined
}

/** Writes one activity, its partners and its line in the history. Sent twice under one id, it is written once. */
export async function writeActivity(
  tx: Pick<Db, 'insert'>,
  { networkId, userId }: { networkId: NetworkId; userId: UserId | null },
  now: Date,
  activity: NewActivity,
  partners: readonly PartnerId[],
): Promise<ActivityId> {
  const id = activity.id ?? newId<'activity'>()
  const row = { ...activity, networkId, id, loggedAt: now, loggedBy: userId }
  const made = await tx.insert(activities).values(row).onConflictDoNothing().returning({ id: activities.id })
  if (made.length === 0) return id
  if (partners.length > 0)
    await tx.insert(activityPartners).values(partners.map((partnerId) => ({ networkId, activityId: id, partnerId })))
  const { title, kind: activityKind, corners, way, state: activityState, onDay, aimText } = activity
  await noteChange(tx, {
    ...{ networkId, at: now, by: userId, noun: 'activity', thingId: id, label: title },
    before: {},
    after: { title, activityKind, corners, way, activityState, onDay: onDay ?? null, aim: aimText ?? '' },
  })
  return id
}

async function readOwner(db: Db, by: By, asked: UserId | null): Promise<UserId> {
  if (!asked || asked === by.userId) return by.userId
  if (!convenes(by.role)) throw refuse('convenors_only')
  const members = await findMembers(db, by.networkId)
  if (!members.some(({ userId }) => userId === asked)) throw refuse('activity.owner_unknown')
  return asked
}

/** The day that a plan was done on, or is put to. */
export const readDay = (state: 'ahead' | 'done' | 'dropped', raw: string | null, today: ReturnType<typeof dayAt>) =>
  state === 'done' ? fieldDayUntil('onDay', raw ?? '', today) : raw ? fieldDay('onDay', raw) : null
