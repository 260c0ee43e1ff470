import { z } from 'zod'
import { PULSE_ITEMS, SAYINGS } from '#server/vocabulary/governance.ts'

export const AnswerPulseInput = z.object({
  points: z.partialRecord(z.enum(PULSE_ITEMS), z.literal(SAYINGS)).default({}),
})
export type AnswerPulseInput = z.infer<typeof AnswerPulseInput>
