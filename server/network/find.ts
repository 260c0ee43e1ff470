import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { delegates, members, networks, partners } from '#db/schema/networks.ts'
import { users } from '#db/schema/people.ts'
import { refuse } from '#server/refusal.ts'
import type { NetworkId, PartnerId, UserId } from '#server/vocabulary/ids.ts'
import type { Role } from '#server/vocabulary/role.ts'

/** An organisation as pages show it. `markNo` picks colour and pattern. */
export interface Partner {
  id: PartnerId
  key: string
  name: string
  initials: string
  markNo: number
  left: boolean
}

/** The organisations of a network in the order they joined; those that left only when asked for. */
export async function findPartners(
  db: Pick<Db, 'select'>,
  networkId: NetworkId,
  { withLeft = false } = {},
): Promise<Partner[]> {
  const rows = await db
    .select()
    .from(partners)
    .where(and(eq(partners.networkId, networkId), withLeft ? undefined : isNull(partners.leftAt)))
    .orderBy(asc(partners.markNo))
  return rows.map(({ id, key, name, initials, markNo, leftAt }) => ({
    id: id as PartnerId,
    key,
    name,
    initials,
    markNo,
    left: leftAt !== null,
  }))
}

export async function findNetwork(
  db: Db,
  networkId: NetworkId,
): Promise<{ id: NetworkId; name: string; about: string; timeZone: string }> {
  const [row] = await db.select().from(networks).where(eq(networks.id, networkId))
  if (!row) throw refuse('not_found')
  return { id: networkId, name: row.name, about: row.about, timeZone: row.timeZone }
}

/** The networks a person belongs to, with their role in each. */
export async function networksOf(db: Db, userId: UserId): Promise<{ id: NetworkId; name: string; role: Role }[]> {
  const rows = await db
    .select({ id: networks.id, name: networks.name, role: members.role })
    .from(members)
    .innerJoin(networks, eq(networks.id, members.networkId))
    .where(and(eq(members.userId, userId), isNull(members.endedAt)))
    .orderBy(asc(networks.name))
  return rows.map((row) => ({ ...row, id: row.id as NetworkId }))
}

/** The partner a person speaks for in a network now; undefined when they are nobody's delegate. */
export async function partnerOfDelegate(
  db: Pick<Db, 'select'>,
  networkId: NetworkId,
  userId: UserId,
): Promise<PartnerId | undefined> {
  const [row] = await db
    .select({ partnerId: delegates.partnerId })
    .from(delegates)
    .where(and(eq(delegates.networkId, networkId), eq(delegates.userId, userId), isNull(delegates.endedAt)))
  return row?.partnerId as PartnerId | undefined
}

/** What the members of a network are called, for those who name one of them; observers left out. Never an address. */
export async function findMemberNames(db: Pick<Db, 'select'>, networkId: NetworkId): Promise<[UserId, string][]> {
  const rows = await db
    .select({ userId: users.id, name: users.name, role: members.role })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.networkId, networkId), isNull(members.endedAt)))
    .orderBy(asc(users.name), asc(users.id))
  return rows
    .filter(({ name, role }) => name && role !== 'observer')
    .map(({ userId, name }) => [userId as UserId, name ?? ''])
}

/** Who belongs to a network, for those who run it. */
export async function findMembers(db: Db, networkId: NetworkId) {
  return db
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      role: members.role,
      partnerId: delegates.partnerId,
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .leftJoin(
      delegates,
      and(eq(delegates.networkId, members.networkId), eq(delegates.userId, members.userId), isNull(delegates.endedAt)),
    )
    .where(and(eq(members.networkId, networkId), isNull(members.endedAt)))
    .orderBy(asc(users.name), asc(users.email))
}
