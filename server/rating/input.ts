import { z } from 'zod'
import { idOf } from '#server/trpc/ids.ts'
import { ANSWERS, ANSWERS_TO, MANDATES, QUESTIONS } from '#server/vocabulary/rating-scale.ts'

export const GiveRatingInput = z
  .object({
    statementId: idOf<'statement'>(),
    answer: z.literal(ANSWERS),
    mandate: z.enum(MANDATES).default('own'),
    reason: z.string().max(10_000).default(''),
    question: z.enum(QUESTIONS).default('should'),
    /** The answer that a reason or a mandate is added to: refused where another stands by now. Left out, it is a new answer. */
    addsTo: z.literal(ANSWERS).optional(),
    /** The round the answer was meant for; left out, the one that runs. */
    round: z.int().min(1).max(1_000).optional(),
    /** Sends what was answered for a round that is shown by now: it is kept and marked, and not counted. */
    late: z.boolean().default(false),
    /** Made on the phone for this one sending, so that what is sent twice is done once. */
    key: idOf<'deed'>().optional(),
    /** What the answer hangs on where the workshop shows nobody: made on the phone, and known to it alone. */
    ballot: idOf<'ballot'>().optional(),
  })
  .refine(({ question, answer }) => ANSWERS_TO[question].includes(answer), { path: ['answer'] })
export const OwnRatingsInput = z.object({ ballot: idOf<'ballot'>().optional() })
export type GiveRatingInput = z.input<typeof GiveRatingInput>
