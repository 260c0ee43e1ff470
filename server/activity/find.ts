import { and, desc, eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '#db/client.ts'
import { activities, activityLabels, activityPartners } from '#db/schema/activities.ts'
import { users } from '#db/schema/people.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { calledFor } from '#server/network/called.ts'
import { findPartners, type Partner } from '#server/network/find.ts'
import { refuse } from '#server/refusal.ts'
import type { AimKind, Way } from '#server/vocabulary/activity.ts'
import type { ActivityId, UserId } from '#server/vocabulary/ids.ts'
import { freeUntil } from './change-activity.ts'
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

/** A network's informal work, what comes last first; one of it when asked for. */
export async function findActivities(db: Db, reader: Reader, activityId?: ActivityId): Promise<Activity[]> {
  const { networkId } = reader
  const rows = await db
    .select({ activity: activities, name: owners.name, email: owners.email })
    .from(activities)
    .leftJoin(owners, eq(owners.id, activities.ownerId))
    .where(and(eq(activities.networkId, networkId), activityId ? eq(activities.id, activityId) : undefined))
    .orderBy(desc(activities.onDay), desc(activities.loggedAt), desc(activities.id))
  const taking = await db.select().from(activityPartners).where(eq(activityPartners.networkId, networkId))
  const ours = await findPartners(db, networkId, { withLeft: true })
  const labels = await findLabels(db, reader)
  const people = seesPeople(reader.role)
  const called = calledFor(reader.role)
  return rows.map(({ activity: row, name, email }) => ({
    ...{ id: row.id as ActivityId, title: row.title, kind: row.kind, family: row.family, corners: row.corners },
    ...{ way: row.way, state: row.state, onDay: row.onDay, outcome: row.outcome, next: row.next, version: row.version },
    aim: row.aimKind && { kind: row.aimKind, id: row.aimId, label: row.aimText },
    people: people ? row.people : '',
    owner: called(name, email),
    ownerId: people ? (row.ownerId as UserId | null) : null,
    partners: ours
      .filter(({ id }) => taking.some((one) => one.activityId === row.id && one.partnerId === id))
      .map(({ id, name, initials, markNo }) => ({ id, name, initials, markNo })),
    labels: labels.filter((one) => one.activityId === row.id).map(({ activityId: _, ...label }) => label),
    mayChange: mayChange(reader, row),
    freeUntil: freeUntil(row),
  }))
}

/** One activity. "Not there" and "not yours" are the same refusal. */
export async function openActivity(db: Db, reader: Reader, activityId: ActivityId): Promise<Activity> {
  const [one] = await findActivities(db, reader, activityId)
  if (!one) throw refuse('not_found')
  return one
}

async function findLabels(db: Db, { networkId, role }: Reader) {
  const rows = await db
    .select({ label: activityLabels, name: users.name, email: users.email })
    .from(activityLabels)
    .leftJoin(users, eq(users.id, activityLabels.byUserId))
    .where(eq(activityLabels.networkId, networkId))
    .orderBy(desc(activityLabels.at))
  return rows.map(({ label: { activityId, way, reason, at }, name, email }) => ({
    ...{ activityId, way, reason, at: at.toISOString() },
    by: calledFor(role)(name, email),
  }))
}
