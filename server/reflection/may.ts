import type { Membership } from '#server/auth/who-is.ts'
import { refuse } from '#server/refusal.ts'
import type { PartnerId } from '#server/vocabulary/ids.ts'
import type { Audience } from '#server/vocabulary/reflection.ts'
import { convenes, type Role } from '#server/vocabulary/role.ts'

/** Observers only look in: they write nothing, read of partners but not of people, and are not told the pulse. */
export const mayWrite = (role: Role): boolean => role !== 'observer'

export function mustWrite(by: Pick<Membership, 'role'>): void {
  if (!mayWrite(by.role)) throw refuse('members_only')
}

/**
 * Whether somebody may read a reflection. Its author always; otherwise whom the author chose, and nobody else: convenors do not
 * read what is for an organisation, and an organisation does not read what is for convenors.
 */
export function mayRead(
  reader: { userId: string; role: Role; partnerId: PartnerId | undefined },
  written: { authorId: string | null; audience: Audience; partnerId: string | null },
): boolean {
  if (written.authorId === reader.userId || written.audience === 'network') return true
  if (written.audience === 'convenors') return convenes(reader.role)
  return written.audience === 'organisation' && written.partnerId !== null && written.partnerId === reader.partnerId
}
