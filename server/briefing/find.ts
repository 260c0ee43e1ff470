import { and, count, desc, eq, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { briefingPartners, briefings } from '#db/schema/briefings.ts'
import { members, networks } from '#db/schema/networks.ts'
import { findPartners, type Partner } from '#server/network/find.ts'
import type { AuthoriserId, BriefingId, NetworkId, UserId } from '#server/vocabulary/ids.ts'

export interface Briefing {
  id: BriefingId
  deed: 'informed' | 'empowered'
  who: string
  authoriserId: AuthoriserId | null
  what: string
  byWhom: string
  why: string
  doneOn: string
  /** Partners who ought to know of it; `toldOn` null as long as they don't. */
  partners: (Pick<Partner, 'id' | 'name' | 'initials' | 'markNo'> & { toldOn: string | null })[]
}

/** The informing log, the newest first; of one authoriser when asked for. For convenors. */
export async function findBriefings(db: Db, networkId: NetworkId, authoriserId?: AuthoriserId): Promise<Briefing[]> {
  const rows = await db
    .select()
    .from(briefings)
    .where(and(eq(briefings.networkId, networkId), authoriserId ? eq(briefings.authoriserId, authoriserId) : undefined))
    .orderBy(desc(briefings.doneOn), desc(briefings.notedAt))
  const told = new Map(
    (await db.select().from(briefingPartners).where(eq(briefingPartners.networkId, networkId))).map((one) => [
      `${one.briefingId} ${one.partnerId}`,
      one,
    ]),
  )
  const partners = await findPartners(db, networkId, { withLeft: true })
  return rows.map((row) => ({
    ...{ id: row.id as BriefingId, authoriserId: row.authoriserId as AuthoriserId | null },
    ...{ deed: row.deed, who: row.who, what: row.what, byWhom: row.byWhom, why: row.why, doneOn: row.doneOn },
    partners: partners.flatMap(({ id, name, initials, markNo }) => {
      const one = told.get(`${row.id} ${id}`)
      return one ? [{ id, name, initials, markNo, toldOn: one.toldOn }] : []
    }),
  }))
}

/** Whom of a briefing partners ought to know and have not been told, and how many those are; the newest first. For convenors. */
export async function findUntold(db: Db, networkId: NetworkId): Promise<{ who: string; count: number }[]> {
  return db
    .select({ who: briefings.who, count: count() })
    .from(briefings)
    .innerJoin(
      briefingPartners,
      and(eq(briefingPartners.networkId, briefings.networkId), eq(briefingPartners.briefingId, briefings.id)),
    )
    .where(and(eq(briefings.networkId, networkId), isNull(briefingPartners.toldOn)))
    .groupBy(briefings.id, briefings.who, briefings.doneOn, briefings.notedAt)
    .orderBy(desc(briefings.doneOn), desc(briefings.notedAt))
}

/** What a person was empowered to, in every network they belong to. For themselves alone. */
export async function empoweredTo(
  db: Db,
  userId: UserId,
): Promise<{ id: string; network: string; networkId: NetworkId; what: string; byWhom: string; doneOn: string }[]> {
  const rows = await db
    .select({
      id: briefings.id,
      network: networks.name,
      networkId: networks.id,
      what: briefings.what,
      byWhom: briefings.byWhom,
      doneOn: briefings.doneOn,
    })
    .from(briefings)
    .innerJoin(networks, eq(networks.id, briefings.networkId))
    .innerJoin(
      members,
      and(eq(members.networkId, briefings.networkId), eq(members.userId, userId), isNull(members.endedAt)),
    )
    .where(and(eq(briefings.userId, userId), eq(briefings.deed, 'empowered')))
    .orderBy(desc(briefings.doneOn))
  return rows.map((row) => ({ ...row, networkId: row.networkId as NetworkId }))
}
