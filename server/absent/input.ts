import { z } from 'zod'
import { idOf } from '#server/trpc/ids.ts'
import { ABSENT_STATES } from '#server/vocabulary/governance.ts'

export const NoteAbsentInput = z.object({
  name: z.string(),
  affected: z.string(),
  ownerPartner: idOf<'partner'>().nullable().default(null),
  ownerName: z.string().default(''),
})
export const ChangeAbsentInput = NoteAbsentInput.extend({
  groupId: idOf<'absent'>(),
  version: z.int(),
  state: z.enum(ABSENT_STATES),
  outcome: z.string().default(''),
})
export type NoteAbsentInput = z.infer<typeof NoteAbsentInput>
export type ChangeAbsentInput = z.infer<typeof ChangeAbsentInput>
