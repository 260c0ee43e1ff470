import { z } from 'zod'
import { idOf } from '#server/trpc/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { ANSWERS, ANSWERS_TO, PAPER_QUESTIONS } from '#server/vocabulary/rating-scale.ts'

const Answered = z
  .object({
    statementId: idOf<'statement'>(),
    question: z.enum(PAPER_QUESTIONS).default('should'),
    answer: z.literal(ANSWERS),
  })
  .refine(({ question, answer }) => ANSWERS_TO[question].includes(answer), { path: ['answer'] })

/** `sheetId` is made where the sheet is typed, so that a request sent twice stores one sheet; `no` is written on the paper. */
export const EnterSheetInput = z.object({
  sheetId: idOf<'sheet'>(),
  no: z.int().min(1).max(LIMITS.sheetNo),
  round: z.int().min(1).max(1_000),
  partnerId: idOf<'partner'>(),
  answers: z
    .array(Answered)
    .min(1)
    .max(LIMITS.statements * PAPER_QUESTIONS.length)
    .refine(
      (given) => new Set(given.map(({ statementId, question }) => `${statementId} ${question}`)).size === given.length,
      'one each',
    ),
})
export const TakeSheetOutInput = z.object({ sheetId: idOf<'sheet'>() })

export type EnterSheetInput = z.input<typeof EnterSheetInput>
export type TakeSheetOutInput = z.infer<typeof TakeSheetOutInput>
