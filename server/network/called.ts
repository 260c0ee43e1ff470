import { convenes, type Role } from '#server/vocabulary/role.ts'

/**
 * What a reader in this role is told somebody is called. Those who run a network know its people's addresses and read one where
 * no name was given; members read names alone; observers neither. '' where there is nothing to tell.
 */
export const calledFor =
  (role: Role) =>
  (name: string | null, email: string | null): string =>
    role === 'observer' ? '' : name || (convenes(role) ? email : '') || ''
