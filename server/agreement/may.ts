import type { Membership } from '#server/auth/who-is.ts'
import { refuse } from '#server/refusal.ts'
import type { PartnerId } from '#server/vocabulary/ids.ts'
import { convenes, type Role } from '#server/vocabulary/role.ts'

/** Who notes what was agreed, changes who sees to it, and ends it. */
export const mayKeep = (role: Role): boolean => convenes(role)

/** Observers only look in: they read of partners but not of people. */
export const seesPeople = (role: Role): boolean => role !== 'observer'

/** Whoever runs the network notes where any partner stands; everybody else where their own does. */
export function mustSpeakFor(
  by: Pick<Membership, 'role'>,
  speaksFor: PartnerId | undefined,
  partnerId: PartnerId,
): void {
  if (by.role === 'observer') throw refuse('members_only')
  if (!convenes(by.role) && speaksFor !== partnerId) throw refuse('agreement.another_partner')
}
