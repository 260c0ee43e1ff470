import type { Membership } from '#server/auth/who-is.ts'
import type { Sensitivity } from '#server/vocabulary/hearing.ts'
import { convenes } from '#server/vocabulary/role.ts'

/**
 * Whether somebody may read a note. Its author always may. Otherwise: a note for the network is for members and convenors, one
 * for convenors for them alone, one for a group for those it names and nobody else, convenors included. Observers read none.
 */
export function mayRead(
  reader: Pick<Membership, 'userId' | 'role'>,
  note: { byUserId: string | null; sensitivity: Sensitivity; readers: readonly string[] },
): boolean {
  if (reader.role === 'observer') return false
  if (note.byUserId === reader.userId) return true
  if (note.sensitivity === 'network') return true
  if (note.sensitivity === 'convenors') return convenes(reader.role)
  return note.readers.includes(reader.userId)
}
