import { z } from 'zod'
import { idOf } from '#server/trpc/ids.ts'
import { GOVERNANCE_FORMS } from '#server/vocabulary/governance.ts'

export const NoteFormInput = z.object({
  form: z.enum(GOVERNANCE_FORMS).nullable().default(null),
  since: z.string().max(40),
  leadPartner: idOf<'partner'>().nullable().default(null),
  bodyName: z.string().default(''),
  note: z.string().default(''),
})
export const KeepCheckInput = z.object({ conclusion: z.string() })

export type NoteFormInput = z.infer<typeof NoteFormInput>
export type KeepCheckInput = z.infer<typeof KeepCheckInput>
