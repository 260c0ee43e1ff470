import { and, asc, desc, eq, gte, inArray, isNull, lt, or, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '#db/client.ts'
import { activities, activityLabels, activityPartners } from '#db/schema/activities.ts'
import { users } from '#db/schema/people.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { findThreadTitles } from '#server/intelligence/find-threads.ts'
import { calledFor } from '#server/network/called.ts'
import { findPartners, type Partner } from '#server/network/find.ts'
import { zoneOf } from '#server/network/today.ts'
import { refuse } from '#server/refusal.ts'
import type { AimKind, Way } from '#server/vocabulary/activity.ts'
import type { Day } from '#server/vocabulary/day.ts'
import type { ActivityId, UserId } from '#server/vocabulary/ids.ts'
import { freeUntil } from './change-activity.ts'
import { mayRead } from './held-back.ts'
import { mayChange, seesPeople } from './may.ts'

type Row = typeof activities.$inferSelect
type Reader = Pick<Membership, 'networkId' | 'userId' | 'role'>

/** One activity, as far as its reader may know it. */
export type Activity = Pick<
  Row,
  'title' | 'kind' | 'family' | 'corners' | 'way' | 'state' | 'onDay' | 'outcome' | 'next' | 'version'
> & {
  id: ActivityId
  aim: { kind: AimKind; id: string | null; label: string } | null
  /** People's names, and who keeps it up; empty for observers. */
  people: string
  owner: string
  ownerId: UserId | null
  partners: Pick<Partner, 'id' | 'name' | 'initials' | 'markNo'>[]
  /** What it was called before, planned or by chance, the latest first; with the reason and the moment it was changed. */
  labels: { way: Way; reason: string; at: string; by: string }[]
  mayChange: boolean
  freeUntil: string
}

const owners = alias(users, 'owners')

export const ACTIVITY_LISTS = ['overdue', 'ahead', 'done', 'dropped'] as const
export type ActivityList = (typeof ACTIVITY_LISTS)[number]
export const ACTIVITIES_PER_PAGE = 30

/**
 * One page (counted from 1) of each list of a network's informal work: plans whose day has passed and what is called off, what
 * comes last first; what is to come, what comes soonest first; and what is done, the latest first.
 */
export async function findActivities(
  db: Db,
  reader: Reader,
  { page, today }: { page: Partial<Record<ActivityList, number>>; today: Day },
): Promise<Record<ActivityList, Activity[]>> {
  const isAhead = eq(activities.state, 'ahead')
  const where: Record<ActivityList, SQL | undefined> = {
    overdue: and(isAhead, lt(activities.onDay, today)),
    ahead: and(isAhead, or(isNull(activities.onDay), gte(activities.onDay, today))),
    done: eq(activities.state, 'done'),
    dropped: eq(activities.state, 'dropped'),
  }
  const soonest = [asc(activities.onDay), asc(activities.loggedAt), asc(activities.id)]
  const rows: Found[][] = []
  for (const list of ACTIVITY_LISTS)
    rows.push(
      await findRows(db, reader, where[list])
        .orderBy(...(list === 'ahead' ? soonest : latest))
        .limit(ACTIVITIES_PER_PAGE)
        .offset(((page[list] ?? 1) - 1) * ACTIVITIES_PER_PAGE),
    )
  const described = await describe(db, reader, rows.flat())
  const lists = ACTIVITY_LISTS.map((list, i) => [list, rows[i]?.map(described) ?? []] as const)
  return Object.fromEntries(lists) as Record<ActivityList, Activity[]>
}

const latest = [desc(activities.onDay), desc(activities.loggedAt), desc(activities.id)]

type Found = Awaited<ReturnType<typeof findRows>>[number]
const findRows = (db: Db, reader: Reader, where: SQL | undefined) =>
  db
    .select({ activity: activities, name: owners.name, email: owners.email })
    .from(activities)
    .leftJoin(owners, eq(owners.id, activities.ownerId))
    .where(and(eq(activities.networkId, reader.networkId), mayRead(reader), where))
    .$dynamic()

/** Turns rows of activities into what this reader sees; asks for all of them at once. */
async function describe(db: Db, reader: Reader, rows: readonly Found[]): Promise<(row: Found) => Activity> {
  const { networkId } = reader
  const ids = rows.map(({ activity }) => activity.id)
  const taking = new Map<string, Set<string>>()
  for (const one of await db
    .select()
    .from(activityPartners)
    .where(and(eq(activityPartners.networkId, networkId), inArray(activityPartners.activityId, ids))))
    taking.set(one.activityId, (taking.get(one.activityId) ?? new Set()).add(one.partnerId))
  const ours = await findPartners(db, networkId, { withLeft: true })
  const labels = await findLabels(db, reader, ids)
  const titles = await findThreadTitles(db, reader)
  const people = seesPeople(reader.role)
  const called = calledFor(reader.role)
  const zone = await zoneOf(db, reader.networkId)
  return ({ activity: row, name, email }) => ({
    ...{ id: row.id as ActivityId, title: row.title, kind: row.kind, family: row.family, corners: row.corners },
    ...{ way: row.way, state: row.state, onDay: row.onDay, outcome: row.outcome, next: row.next, version: row.version },
    aim: row.aimKind && {
      ...{ kind: row.aimKind, id: row.aimId },
      // What a thread is called is for those alone who may read it.
      label: row.aimKind === 'thread' ? (titles.get(row.aimId ?? '') ?? '') : row.aimText,
    },
    people: people ? row.people : '',
    owner: called(name, email),
    ownerId: people ? (row.ownerId as UserId | null) : null,
    partners: ours
      .filter(({ id }) => taking.get(row.id)?.has(id))
      .map(({ id, name, initials, markNo }) => ({ id, name, initials, markNo })),
    labels: labels.get(row.id) ?? [],
    mayChange: mayChange(reader, row),
    freeUntil: freeUntil(row, zone),
  })
}

/** One activity. "Not there" and "not yours" are the same refusal. */
export async function openActivity(db: Db, reader: Reader, activityId: ActivityId): Promise<Activity> {
  const [row] = await findRows(db, reader, eq(activities.id, activityId))
  if (!row) throw refuse('not_found')
  return (await describe(db, reader, [row]))(row)
}

async function findLabels(db: Db, { networkId, role }: Reader, ids: readonly string[]) {
  const rows = await db
    .select({ label: activityLabels, name: users.name, email: users.email })
    .from(activityLabels)
    .leftJoin(users, eq(users.id, activityLabels.byUserId))
    .where(and(eq(activityLabels.networkId, networkId), inArray(activityLabels.activityId, [...ids])))
    .orderBy(desc(activityLabels.at))
  const byActivity = new Map<string, Activity['labels']>()
  for (const { label, name, email } of rows) {
    const { activityId, way, reason, at } = label
    const one = { way, reason, at: at.toISOString(), by: calledFor(role)(name, email) }
    byActivity.set(activityId, [...(byActivity.get(activityId) ?? []), one])
  }
  return byActivity
}
