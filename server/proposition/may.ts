import type { Db } from '#db/client.ts'
import type { Seat } from '#server/auth/seat.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { partnerOfDelegate } from '#server/network/find.ts'
import { refuse } from '#server/refusal.ts'
import { convenes, type Role } from '#server/vocabulary/role.ts'

/** Who writes the sentence, saves it and asks partners about it. */
export const mayDraft = (role: Role): boolean => convenes(role)

/** Observers only look in: they answer for nobody, and read of partners but not of people. */
export const mayAnswer = (role: Role): boolean => role !== 'observer'
export const seesPeople = mayAnswer

export function mustAnswer(by: Pick<Membership, 'role'>): void {
  if (!mayAnswer(by.role)) throw refuse('members_only')
}

/**
 * Who reads, from a seat in a workshop, what was said for the partner it sits for while partners are asked: the phone that said
 * it, and whoever is that partner's delegate by account. Anybody with the code can sit down for a partner.
 */
export async function mayReadOwn(
  db: Pick<Db, 'select'>,
  seat: Pick<Seat, 'networkId' | 'partnerId' | 'userId'>,
  ballot: string | null,
): Promise<(given: { ballot: string | null }) => boolean> {
  const partner = seat.userId && (await partnerOfDelegate(db, seat.networkId, seat.userId))
  const isDelegate = partner !== null && partner !== undefined && partner === seat.partnerId
  return (given) => isDelegate || (given.ballot !== null && given.ballot === ballot)
}
