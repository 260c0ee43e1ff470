import { z } from 'zod'
import { idOf } from '#server/trpc/ids.ts'
import { ROLES } from '#server/vocabulary/role.ts'

export const CreateNetworkInput = z.object({ name: z.string(), about: z.string().default('') })
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

export type CreateNetworkInput = z.infer<typeof CreateNetworkInput>
export type AddPartnerInput = z.infer<typeof AddPartnerInput>
export type AddMemberInput = z.infer<typeof AddMemberInput>
