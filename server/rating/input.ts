import { z } from 'zod'
import { idOf } from '#server/trpc/ids.ts'
import { ANSWERS, MANDATES, QUESTIONS } from '#server/vocabulary/rating-scale.ts'

export const GiveRatingInput = z.object({
  statementId: idOf<'statement'>(),
  answer: z.literal(ANSWERS),
  mandate: z.enum(MANDATES).default('own'),
  reason: z.string().max(10_000).default(''),
  question: z.enum(QUESTIONS).default('should'),
})
export type GiveRatingInput = z.infer<typeof GiveRatingInput>
