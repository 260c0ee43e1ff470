import type { Membership } from '#server/auth/who-is.ts'
import { refuse } from '#server/refusal.ts'
import { convenes, type Role } from '#server/vocabulary/role.ts'

/** Observers only look in: they note nothing, and read of partners but not of people. */
export const mayNote = (role: Role): boolean => role !== 'observer'
export const seesPeople = mayNote

/** Whoever noted an entry and convenors may put it right. */
export const mayChange = (by: Pick<Membership, 'userId' | 'role'>, entry: { addedBy: string | null }): boolean =>
  convenes(by.role) || (mayNote(by.role) && by.userId === entry.addedBy)

export function mustNote(by: Pick<Membership, 'role'>): void {
  if (!mayNote(by.role)) throw refuse('members_only')
}
