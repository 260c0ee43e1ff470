import type { Db } from '#db/client.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { partnerOfDelegate } from '#server/network/find.ts'
import { refuse } from '#server/refusal.ts'
import type { Day } from '#server/vocabulary/day.ts'
import type { PartnerId } from '#server/vocabulary/ids.ts'
import type { ExchangeState } from '#server/vocabulary/means.ts'
import { convenes, type Role } from '#server/vocabulary/role.ts'

type By = Pick<Membership, 'networkId' | 'userId' | 'role'>

/** Observers only look in: they add nothing, and read of partners but not of people. */
export const mayAdd = (role: Role): boolean => role !== 'observer'
export const seesPeople = mayAdd

export function mustAdd(by: Pick<Membership, 'role'>): void {
  if (!mayAdd(by.role)) throw refuse('members_only')
}

/** Whether an offer or an ask can still be put together with another: neither met nor taken back, and its day has not passed. */
export const isOpen = ({ state, untilDay }: { state: ExchangeState; untilDay: string | null }, today: Day): boolean =>
  state === 'open' && (untilDay === null || untilDay >= today)

/** Convenors keep the records of every partner, others those of the partner they speak for. */
export async function mustKeepFor(db: Pick<Db, 'select'>, by: By, partnerId: string): Promise<void> {
  mustAdd(by)
  if (convenes(by.role)) return
  if ((await partnerOfDelegate(db, by.networkId, by.userId)) !== partnerId) throw refuse('means.of_another_partner')
}

/** Only whoever speaks for a partner says yes or no for it; a convenor does not. */
export async function mustSpeakFor(db: Pick<Db, 'select'>, by: By, partnerIds: readonly string[]): Promise<PartnerId> {
  mustAdd(by)
  const own = await partnerOfDelegate(db, by.networkId, by.userId)
  if (!own || !partnerIds.includes(own)) throw refuse('match.not_yours')
  return own
}
