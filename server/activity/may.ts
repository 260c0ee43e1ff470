import type { Membership } from '#server/auth/who-is.ts'
import { refuse } from '#server/refusal.ts'
import { convenes, type Role } from '#server/vocabulary/role.ts'

/** Observers only look in: they log nothing, and read of partners but not of people. */
export const mayLog = (role: Role): boolean => role !== 'observer'
export const seesPeople = mayLog

type Kept = { ownerId: string | null; loggedBy: string | null }

/** Whoever keeps an activity up, whoever logged it, and convenors may change it. */
export const mayChange = (by: Pick<Membership, 'userId' | 'role'>, { ownerId, loggedBy }: Kept): boolean =>
  convenes(by.role) || (mayLog(by.role) && (by.userId === ownerId || by.userId === loggedBy))

export function mustLog(by: Pick<Membership, 'role'>): void {
  if (!mayLog(by.role)) throw refuse('members_only')
}
export function mustChange(by: Pick<Membership, 'userId' | 'role'>, activity: Kept): void {
  mustLog(by)
  if (!mayChange(by, activity)) throw refuse('activity.belongs_to_another')
}
