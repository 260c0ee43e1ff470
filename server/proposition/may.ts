import type { Membership } from '#server/auth/who-is.ts'
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
