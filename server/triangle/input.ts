import { z } from 'zod'
import { idOf } from '#server/trpc/ids.ts'

export const AddPurposeInput = z.object({
  text: z.string(),
  /** Whose card it is; the partner one speaks for when a member names none. */
  partnerId: idOf<'partner'>().nullable().default(null),
})
export const TakeOutPurposeInput = z.object({ purposeId: idOf<'purpose'>() })

export type AddPurposeInput = z.infer<typeof AddPurposeInput>
export type TakeOutPurposeInput = z.infer<typeof TakeOutPurposeInput>
