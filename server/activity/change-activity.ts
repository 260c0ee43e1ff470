import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { activities, activityLabels, activityPartners } from '#db/schema/activities.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { type Fields, noteChange } from '#server/change/note-change.ts'
import { fieldDayUntil, fieldText, fieldTextOrNone } from '#server/field.ts'
import { findPartners } from '#server/network/find.ts'
import { todayIn, zoneOf } from '#server/network/today.ts'
import { refuse } from '#server/refusal.ts'
import { FREE_LABEL_DAYS } from '#server/vocabulary/activity.ts'
import { type Day, dayAt, daysAfter } from '#server/vocabulary/day.ts'
import { type ActivityId, type NetworkId, newId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import type { Work } from '#server/work.ts'
import { judgeAnew } from './held-back.ts'
import type { CallOffActivityInput, ChangeActivityInput, FinishActivityInput, RelabelActivityInput } from './input.ts'
import { readDay } from './log-activity.ts'
import { mustChange } from './may.ts'
import { readAbout, readAim, readPartners } from './read-about.ts'

type By = Pick<Membership, 'networkId' | 'userId' | 'role'>
type Row = typeof activities.$inferSelect
type Tx = Parameters<Parameters<Db['transaction']>[0]>[0]

/** Says that a plan was carried out: on which day, what came of it, and what is next. It stays planned. */
export async function finishActivity(work: Work, by: By, input: FinishActivityInput): Promise<void> {
  const onDay = fieldDayUntil('onDay', input.onDay, await todayIn(work, by.networkId))
  const outcome = fieldTextOrNone('outcome', input.outcome, LIMITS.note)
  const next = fieldTextOrNone('next', input.next, LIMITS.viewText)
  await changing(work, by, input, async (tx, row) => {
    if (row.state !== 'ahead') throw refuse('activity.settled')
    mustNotPrecede(row, onDay, await zoneOf(tx, by.networkId))
    return { state: 'done', onDay, outcome, next }
  })
}

/** Puts right what was written about an activity. Whether it was planned is not among it: see relabelActivity. */
export async function changeActivity(work: Work, by: By, input: ChangeActivityInput): Promise<void> {
  const about = readAbout(input)
  await changing(work, by, input, async (tx, row) => {
    if (row.state === 'dropped') throw refuse('activity.settled')
    if (row.way === 'planned' && !input.aim) throw refuse('field.needed', { field: 'aim' })
    const aim = await readAim(tx, by, input.aim, row)
    const partners = await readPartners(tx, by.networkId, input.partners)
    const activityId = input.activityId
    const ofOne = and(eq(activityPartners.networkId, by.networkId), eq(activityPartners.activityId, activityId))
    await tx.delete(activityPartners).where(ofOne)
    if (partners.length > 0)
      await tx
        .insert(activityPartners)
        .values(partners.map((partnerId) => ({ networkId: by.networkId, activityId, partnerId })))
    const zone = await zoneOf(tx, by.networkId)
    const onDay = readDay(row.state, input.onDay, dayAt(work.clock.now(), zone))
    if (row.state === 'done' && onDay !== row.onDay) mustNotPrecede(row, onDay, zone)
    const says = { ...row, ...about, ...aim }
    if (says.title !== row.title || says.aimText !== row.aimText) await judgeAnew(tx, by, activityId)
    return { ...about, ...aim, onDay }
  })
}

/** What was done before anybody planned it came about by chance: it is logged as that, or relabelled with a trace. */
function mustNotPrecede({ way, loggedAt }: Row, onDay: Day | null, zone: string): void {
  if (way === 'planned' && onDay !== null && onDay < dayAt(loggedAt, zone)) throw refuse('activity.before_planned')
}

/** The last day on which "planned" and "by chance" may be put right without a reason. */
export const freeUntil = ({ loggedAt }: Pick<Row, 'loggedAt'>, zone: string): Day =>
  daysAfter(dayAt(loggedAt, zone), FREE_LABEL_DAYS)

/**
 * Makes a planned activity one by chance, or the other way round. After seven days a reason is needed. Either way it is kept
 * beside the activity, where everybody reads it, and in the network's history.
 */
export async function relabelActivity(work: Work, by: By, input: RelabelActivityInput): Promise<void> {
  const reason = fieldTextOrNone('relabelReason', input.reason, LIMITS.viewText)
  await changing(
    work,
    by,
    input,
    async (tx, row) => {
      if (row.state !== 'done') throw refuse('activity.not_done')
      if (row.way === input.way) throw refuse('activity.labelled_so')
      if (input.way === 'planned' && row.aimKind === null) throw refuse('field.needed', { field: 'aim' })
      const zone = await zoneOf(tx, by.networkId)
      if (reason === '' && dayAt(work.clock.now(), zone) > freeUntil(row, zone))
        throw refuse('activity.reason_needed', { days: FREE_LABEL_DAYS })
      await tx.insert(activityLabels).values({
        ...{ networkId: by.networkId, id: newId(), activityId: row.id, way: row.way, reason },
        ...{ at: work.clock.now(), byUserId: by.userId },
      })
      return { way: input.way }
    },
    { reason },
  )
}

/** Takes a plan off, or says that what was logged did not happen; with the reason. It stays to be read. */
export async function callOffActivity(work: Work, by: By, input: CallOffActivityInput): Promise<void> {
  const outcome = fieldText('callOffReason', input.reason, LIMITS.viewText)
  await changing(work, by, input, async (_, row) => {
    if (row.state === 'dropped') throw refuse('activity.settled')
    return { state: 'dropped', outcome }
  })
}

const told = ({ title, kind, family, corners, way, state, onDay, aimText, people, outcome, next }: Row): Fields => ({
  ...{ title, activityKind: kind, family, corners, way, activityState: state, onDay, aim: aimText },
  ...{ people, outcome, next },
})

/** The partners that take part, by name, as the history keeps them. */
async function namesOfPartners(tx: Pick<Db, 'select'>, { networkId, id }: Row): Promise<string[]> {
  const theirs = and(eq(activityPartners.networkId, networkId), eq(activityPartners.activityId, id))
  const rows = await tx.select({ id: activityPartners.partnerId }).from(activityPartners).where(theirs)
  const ours = await findPartners(tx, networkId as NetworkId, { withLeft: true })
  return ours.filter((one) => rows.some((row) => row.id === one.id)).map(({ name }) => name)
}

/** Holds the activity, proves the right to change it and that nobody did meanwhile, writes, and keeps it in the history. */
async function changing(
  { db, clock }: Work,
  by: By,
  { activityId, version }: { activityId: ActivityId; version: number },
  change: (tx: Tx, row: Row) => Promise<Partial<Row>>,
  beside: Fields = {},
): Promise<void> {
  await db.transaction(async (tx) => {
    const one = and(eq(activities.networkId, by.networkId), eq(activities.id, activityId))
    const [row] = await tx.select().from(activities).where(one).for('update')
    if (!row) throw refuse('not_found')
    mustChange(by, row)
    if (row.version !== version) throw refuse('activity.changed_meanwhile')
    const partners = await namesOfPartners(tx, row)
    const after = { ...row, ...(await change(tx, row)) }
    await tx
      .update(activities)
      .set({ ...after, version: version + 1 })
      .where(one)
    await noteChange(tx, {
      ...{ networkId: by.networkId, at: clock.now(), by: by.userId, noun: 'activity', thingId: row.id },
      label: after.title,
      before: { ...told(row), partners },
      after: { ...told(after), partners: await namesOfPartners(tx, row), ...beside },
    })
  })
}
