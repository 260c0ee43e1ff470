import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { bondRatings } from '#db/schema/governance.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { findPartners, type Partner, partnerOfDelegate } from '#server/network/find.ts'
import { refuse } from '#server/refusal.ts'
import { type Bonds, bonds } from '#server/steering/bonds.ts'
import type { BondItem, Saying } from '#server/vocabulary/governance.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'

/** What one person has said this year, for nobody but that person; and of whom they can still say it. */
export interface OwnBonds {
  rated: { partner: Pick<Partner, 'id' | 'name'>; points: Partial<Record<BondItem, Saying>> }[]
  open: Pick<Partner, 'id' | 'name' | 'initials' | 'markNo'>[]
}

/** What a network's people said in a year, all pairs together, from three people on. */
export async function findYear(db: Db, networkId: NetworkId, year: number): Promise<Bonds> {
  const rows = await db
    .select()
    .from(bondRatings)
    .where(and(eq(bondRatings.networkId, networkId), eq(bondRatings.year, year)))
    .orderBy(asc(bondRatings.givenAt), asc(bondRatings.userId), asc(bondRatings.aboutPartner))
  return bonds(
    rows.map(({ userId, fromPartner, aboutPartner, points }) => ({
      ...{ rater: userId, from: fromPartner, about: aboutPartner, points },
    })),
  )
}

/** One's own ratings of a year. Whoever speaks for no partner has none to give. */
export async function findOwn(
  db: Db,
  by: Pick<Membership, 'networkId' | 'userId' | 'role'>,
  year: number,
): Promise<OwnBonds> {
  if (by.role === 'observer') throw refuse('members_only')
  const { networkId, userId } = by
  const from = await partnerOfDelegate(db, networkId, userId)
  const partners = await findPartners(db, networkId, { withLeft: true })
  const own = await db
    .select()
    .from(bondRatings)
    .where(and(eq(bondRatings.networkId, networkId), eq(bondRatings.userId, userId), eq(bondRatings.year, year)))
  return {
    rated: partners.flatMap(({ id, name }) => {
      const one = own.find(({ aboutPartner }) => aboutPartner === id)
      return one ? [{ partner: { id, name }, points: one.points }] : []
    }),
    open: partners
      .filter(({ id, left }) => from && id !== from && !left && !own.some((one) => one.aboutPartner === id))
      .map(({ id, name, initials, markNo }) => ({ id, name, initials, markNo })),
  }
}

/** The same aggregate for a member; observers are not told it. */
export function readYear(db: Db, by: Pick<Membership, 'networkId' | 'role'>, year: number): Promise<Bonds> {
  if (by.role === 'observer') throw refuse('members_only')
  return findYear(db, by.networkId, year)
}
