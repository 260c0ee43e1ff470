import { bondRatings } from '#db/schema/governance.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { fieldChosen } from '#server/field.ts'
import { findPartners, partnerOfDelegate } from '#server/network/find.ts'
import { yearIn } from '#server/network/today.ts'
import { refuse } from '#server/refusal.ts'
import { BOND_ITEMS } from '#server/vocabulary/governance.ts'
import type { Work } from '#server/work.ts'
import type { RateBondInput } from './input.ts'

/**
 * Keeps what somebody says of working with another partner: once a year, and it stays, so that no change of a figure gives it
 * away. Nothing of it enters the network's history.
 */
export async function rateBond(
  { db, clock }: Work,
  by: Pick<Membership, 'networkId' | 'userId' | 'role'>,
  { aboutPartner: chosen, points }: RateBondInput,
): Promise<void> {
  if (by.role === 'observer') throw refuse('members_only')
  const { networkId, userId } = by
  const aboutPartner = fieldChosen('bondPartner', chosen)
  const fromPartner = await partnerOfDelegate(db, networkId, userId)
  if (!fromPartner) throw refuse('bond.no_partner')
  if (aboutPartner === fromPartner) throw refuse('bond.own_partner')
  if (!(await findPartners(db, networkId)).some(({ id }) => id === aboutPartner)) throw refuse('partner.unknown')
  if (!BOND_ITEMS.some((item) => points[item] !== undefined)) throw refuse('field.needed', { field: 'bondPoints' })
  const rating = { networkId, userId, aboutPartner, fromPartner, points, givenAt: clock.now() }
  const made = await db
    .insert(bondRatings)
    .values({ ...rating, year: await yearIn({ db, clock }, networkId) })
    .onConflictDoNothing()
    .returning({ about: bondRatings.aboutPartner })
  if (made.length === 0) throw refuse('bond.rated_already')
}
