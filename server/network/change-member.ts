import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { delegates, members } from '#db/schema/networks.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { refuse } from '#server/refusal.ts'
import { findSessions } from '#server/session/find.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import type { Role } from '#server/vocabulary/role.ts'
import type { Work } from '#server/work.ts'
import { notingMember } from './noting-member.ts'

/** Gives a member another role from now on. A network keeps a convenor, and only a convenor changes what convenors are. */
export async function changeRole(
  work: Work,
  by: Membership,
  { userId, role }: { userId: string; role: Role },
): Promise<void> {
  await work.db.transaction(async (tx) => {
    if (!(await roleOf(tx, by.networkId, userId))) throw refuse('not_found')
    await mayBecome(tx, by.networkId, userId, role, by)
    const whose = { networkId: by.networkId, userId, at: work.clock.now(), by: by.userId }
    await notingMember(tx, whose, () => tx.update(members).set({ role }).where(theOne(by.networkId, userId)))
  })
  await letGo(work, by.networkId)
}

/** Ends somebody's place in the network, and what they speak for. What they did stays; their desks and boards close at once. */
export async function endMembership(work: Work, by: Membership, { userId }: { userId: string }): Promise<void> {
  const endedAt = work.clock.now()
  await work.db.transaction(async (tx) => {
    if (!(await roleOf(tx, by.networkId, userId))) throw refuse('not_found')
    await mayBecome(tx, by.networkId, userId, 'nobody', by)
    await notingMember(tx, { networkId: by.networkId, userId, at: endedAt, by: by.userId }, async () => {
      await tx.update(members).set({ endedAt }).where(theOne(by.networkId, userId))
      const speaking = and(eq(delegates.networkId, by.networkId), eq(delegates.userId, userId))
      await tx
        .update(delegates)
        .set({ endedAt })
        .where(and(speaking, isNull(delegates.endedAt)))
    })
  })
  await letGo(work, by.networkId)
}

const theOne = (networkId: NetworkId, userId: string) =>
  and(eq(members.networkId, networkId), eq(members.userId, userId), isNull(members.endedAt))

async function roleOf(tx: Pick<Db, 'select'>, networkId: NetworkId, userId: string): Promise<Role | undefined> {
  const [member] = await tx.select({ role: members.role }).from(members).where(theOne(networkId, userId)).for('update')
  return member?.role
}

/**
 * Refused where a network would be left without a convenor, or where somebody who is none would make or unmake one. `by` left
 * out is the operator, who may make but not leave a network without.
 */
export async function mayBecome(
  tx: Pick<Db, 'select'>,
  networkId: NetworkId,
  userId: string,
  role: Role | 'nobody',
  by?: Membership,
): Promise<void> {
  const had = await roleOf(tx, networkId, userId)
  if (by && by.role !== 'convenor' && (had === 'convenor' || role === 'convenor')) throw refuse('convenors_only')
  if (had === 'convenor' && role !== 'convenor') await mustNotBeLast(tx, networkId, userId)
}

/** The convenors' rows are held, so that two who leave at once don't leave nobody. */
async function mustNotBeLast(tx: Pick<Db, 'select'>, networkId: NetworkId, userId: string): Promise<void> {
  const convenors = and(eq(members.networkId, networkId), eq(members.role, 'convenor'), isNull(members.endedAt))
  const rows = await tx.select({ userId: members.userId }).from(members).where(convenors).for('update')
  if (!rows.some((one) => one.userId !== userId)) throw refuse('member.last_convenor')
}

/** Whoever convened until now, and doesn't any more, is let go of in the workshops that run. */
async function letGo({ db, announce }: Work, networkId: NetworkId): Promise<void> {
  for (const { id } of await findSessions(db, networkId, 'running')) announce(id, 'rights')
}
