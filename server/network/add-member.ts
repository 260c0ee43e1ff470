import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { delegates, members, partners } from '#db/schema/networks.ts'
import { users } from '#db/schema/people.ts'
import { readEmail } from '#server/auth/e-mail.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { refuse, wantedOrNone } from '#server/refusal.ts'
import { findSessions } from '#server/session/find.ts'
import { type NetworkId, newId, type UserId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { readName } from '#server/vocabulary/text.ts'
import type { Work } from '#server/work.ts'
import { mayBecome } from './change-member.ts'
import type { AddMemberInput } from './input.ts'
import { notingMember } from './noting-member.ts'

/**
 * Takes a person into a network in a role; with a partner, they speak for it from now on (an earlier link ends).
 * Somebody who is in already gets the new role, within what `by` may change. Without `by` it is the operator.
 */
export async function addMember(
  work: Work,
  networkId: NetworkId,
  input: AddMemberInput,
  by?: Membership,
): Promise<UserId> {
  const { db, clock, announce } = work
  const email = readEmail(input.email)
  const name = wantedOrNone(readName(input.name, LIMITS.nameGraphemes), 'name.too_long')
  const now = clock.now()
  const userId = await db.transaction(async (tx) => {
    const fresh = { id: newId<'user'>(), email, name: name || null }
    const [known] = await tx.select().from(users).where(eq(users.email, email))
    if (!known) await tx.insert(users).values(fresh)
    const userId = (known?.id ?? fresh.id) as UserId
    await mayBecome(tx, networkId, userId, input.role, by)
    await notingMember(tx, { networkId, userId, at: now, by: by?.userId ?? null }, async () => {
      await tx
        .insert(members)
        .values({ networkId, userId, role: input.role, since: now })
        .onConflictDoUpdate({ target: [members.networkId, members.userId], set: { role: input.role, endedAt: null } })
      if (input.partnerId) await speakFor(tx, { networkId, userId, partnerId: input.partnerId, since: now })
    })
    return userId
  })
  // Whoever convened until now, and doesn't any more, is let go of in the workshops that run.
  for (const { id } of await findSessions(db, networkId, 'running')) announce(id, 'rights')
  return userId
}

/** Lets somebody speak for a partner of the network; whom they spoke for until now they speak for no more. */
async function speakFor(
  tx: Pick<Db, 'select' | 'insert' | 'update'>,
  { networkId, userId, partnerId, since }: { networkId: NetworkId; userId: UserId; partnerId: string; since: Date },
): Promise<void> {
  const ofNetwork = and(eq(partners.networkId, networkId), eq(partners.id, partnerId))
  const [partner] = await tx.select({ id: partners.id }).from(partners).where(ofNetwork)
  if (!partner) throw refuse('partner.unknown')
  const current = and(eq(delegates.networkId, networkId), eq(delegates.userId, userId), isNull(delegates.endedAt))
  await tx.update(delegates).set({ endedAt: since }).where(current)
  await tx.insert(delegates).values({ networkId, userId, partnerId, since })
}
