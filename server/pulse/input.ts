import { z } from 'zod'
import { Sending } from '#server/participant/sending.ts'
import { PULSE_ITEMS, SAYINGS } from '#server/vocabulary/governance.ts'

export const AnswerPulseInput = z.object({
  points: z.partialRecord(z.enum(PULSE_ITEMS), z.literal(SAYINGS)).default({}),
})
export const AnswerHereInput = AnswerPulseInput.extend({ key: Sending.shape.key })
export type AnswerPulseInput = z.infer<typeof AnswerPulseInput>
export type AnswerHereInput = z.infer<typeof AnswerHereInput>
