import { convenes, type Role } from '#server/vocabulary/role.ts'

/**
 * How much of the register somebody reads. Observers see who backs the network and what hangs on it; members see who holds the
 * ties and how far each authoriser supports the network too; the notes beside the levels are for convenors.
 */
export type RegisterReader = 'convenor' | 'member' | 'observer'

export const readerFor = (role: Role): RegisterReader =>
  convenes(role) ? 'convenor' : role === 'member' ? 'member' : 'observer'
