import { and, asc, eq, ne } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { absentGroups } from '#db/schema/governance.ts'
import { partners } from '#db/schema/networks.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { findPartners } from '#server/network/find.ts'
import { refuse } from '#server/refusal.ts'
import type { AbsentState } from '#server/vocabulary/governance.ts'
import type { AbsentGroupId, NetworkId, PartnerId } from '#server/vocabulary/ids.ts'
import { convenes } from '#server/vocabulary/role.ts'

type Row = typeof absentGroups.$inferSelect

/** A group that is affected and has no seat; one that has one now keeps its line. */
export interface AbsentGroup {
  id: AbsentGroupId
  name: string
  affected: string
  ownerPartner: PartnerId
  owner: string
  /** '' for observers. */
  ownerName: string
  state: AbsentState
  outcome: string
  version: number
  mayChange: boolean
}

/** Who is affected and has no seat, in the order they were noted; those that have one now come last. */
export async function findAbsent(
  db: Db,
  reader: Pick<Membership, 'networkId' | 'userId' | 'role'>,
): Promise<AbsentGroup[]> {
  const { networkId, userId, role } = reader
  const rows = await db
    .select()
    .from(absentGroups)
    .where(eq(absentGroups.networkId, networkId))
    .orderBy(asc(absentGroups.addedAt), asc(absentGroups.id))
  const names = new Map<string, string>(
    (await findPartners(db, networkId, { withLeft: true })).map(({ id, name }) => [id, name]),
  )
  const all = rows.map(({ id, name, affected, ownerPartner, ownerName, state, outcome, version, addedBy }) => ({
    ...{ id: id as AbsentGroupId, name, affected, state, outcome, version },
    ...{ ownerPartner: ownerPartner as PartnerId, owner: names.get(ownerPartner) ?? '' },
    ownerName: role === 'observer' ? '' : ownerName,
    mayChange: mayChange({ userId, role }, { addedBy }),
  }))
  return [...all.filter(({ state }) => state !== 'seated'), ...all.filter(({ state }) => state === 'seated')]
}

/** A group as the room of a workshop is told of it: that it is missing, and which partner looks after that. */
export type MissingGroup = Pick<AbsentGroup, 'id' | 'name' | 'owner' | 'state'>

/** Who is affected and has no seat, for everybody in a room of this network's workshops. */
export async function findMissing(db: Db, networkId: NetworkId): Promise<MissingGroup[]> {
  const rows = await db
    .select({ id: absentGroups.id, name: absentGroups.name, state: absentGroups.state, owner: partners.name })
    .from(absentGroups)
    .innerJoin(
      partners,
      and(eq(partners.networkId, absentGroups.networkId), eq(partners.id, absentGroups.ownerPartner)),
    )
    .where(and(eq(absentGroups.networkId, networkId), ne(absentGroups.state, 'seated')))
    .orderBy(asc(absentGroups.addedAt), asc(absentGroups.id))
  return rows.map((row) => ({ ...row, id: row.id as AbsentGroupId }))
}

/** Whoever noted a group, and whoever runs the network, may change it. */
export const mayChange = (by: Pick<Membership, 'userId' | 'role'>, group: { addedBy: string | null }): boolean =>
  convenes(by.role) || (by.role !== 'observer' && by.userId === group.addedBy)

/** The row itself, held until the transaction ends. */
export async function holdGroup(tx: Pick<Db, 'select'>, networkId: NetworkId, id: AbsentGroupId): Promise<Row> {
  const [row] = await tx.select().from(absentGroups).where(theGroup(networkId, id)).for('update')
  if (!row) throw refuse('not_found')
  return row
}

export const theGroup = (networkId: NetworkId, id: AbsentGroupId) =>
  and(eq(absentGroups.networkId, networkId), eq(absentGroups.id, id))
