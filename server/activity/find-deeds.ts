import { and, asc, eq, lt } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { activities } from '#db/schema/activities.ts'
import type { Deed } from '#server/alignment/deed.ts'
import type { Membership } from '#server/auth/who-is.ts'
import type { AimKind } from '#server/vocabulary/activity.ts'
import type { Day } from '#server/vocabulary/day.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import { convenes } from '#server/vocabulary/role.ts'
import { mayRead } from './held-back.ts'
import { seesPeople } from './may.ts'

/** A deed, and what it was for. */
export type AimedDeed = Deed & { readonly aim: { readonly kind: AimKind; readonly id: string | null } | null }

/** A network's informal work as far as it is counted. Who keeps it up is told to those alone who read of people. */
export async function findDeeds(
  db: Pick<Db, 'select'>,
  { networkId, userId, role }: Pick<Membership, 'networkId' | 'userId' | 'role'>,
): Promise<AimedDeed[]> {
  const rows = await db
    .select({
      ...{ kind: activities.kind, corners: activities.corners, way: activities.way, state: activities.state },
      ...{ onDay: activities.onDay, owner: activities.ownerId, aimKind: activities.aimKind, aimId: activities.aimId },
    })
    .from(activities)
    .where(and(eq(activities.networkId, networkId), mayRead({ userId, role })))
  return rows.map(({ aimKind, aimId, ...row }) => ({
    ...row,
    onDay: row.onDay as Day | null,
    aim: aimKind && { kind: aimKind, id: aimId },
    owner: seesPeople(role) ? row.owner : null,
  }))
}

/** Plans whose day has passed: those that this reader keeps up, for a convenor everybody's; the oldest first. */
export async function findOverdue(
  db: Pick<Db, 'select'>,
  reader: { networkId: NetworkId } & Pick<Membership, 'userId' | 'role'>,
  today: Day,
): Promise<{ id: string; title: string; onDay: string }[]> {
  const rows = await db
    .select({ id: activities.id, title: activities.title, onDay: activities.onDay })
    .from(activities)
    .where(
      and(
        eq(activities.networkId, reader.networkId),
        eq(activities.state, 'ahead'),
        lt(activities.onDay, today),
        convenes(reader.role) ? undefined : eq(activities.ownerId, reader.userId),
      ),
    )
    .orderBy(asc(activities.onDay), asc(activities.id))
  return rows.map((row) => ({ ...row, onDay: row.onDay as string }))
}
