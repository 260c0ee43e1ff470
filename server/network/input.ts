import { z } from 'zod'
import { idOf } from '#server/trpc/ids.ts'
import { ROLES } from '#server/vocabulary/role.ts'
import { FIRST_ZONE } from '#server/vocabulary/time-zone.ts'

export const CreateNetworkInput = z.object({
  name: z.string(),
  about: z.string().default(''),
  timeZone: z.string().default(FIRST_ZONE),
})
export const AddPartnerInput = z.object({
  name: z.string(),
  initials: z.string().optional(),
  sector: z.string().nullable().default(null),
})
export const AddMemberInput = z.object({
  email: z.string(),
  name: z.string().default(''),
  role: z.enum(ROLES),
  partnerId: idOf<'partner'>().nullable().default(null),
})
// next-auth's own ids and ours; nothing that a table can't keep.
const who = z.string().regex(/^[\w-]{1,80}$/)
export const ChangeRoleInput = z.object({ userId: who, role: z.enum(ROLES) })
export const EndMembershipInput = z.object({ userId: who })

/** Without a time zone, the first. */
export type CreateNetworkInput = Omit<z.infer<typeof CreateNetworkInput>, 'timeZone'> & {
  timeZone?: string | undefined
}
export type AddPartnerInput = z.infer<typeof AddPartnerInput>
export type AddMemberInput = z.infer<typeof AddMemberInput>
