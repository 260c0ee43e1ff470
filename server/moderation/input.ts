import { z } from 'zod'
import { VERDICTS, WRITTEN } from '#server/vocabulary/moderation.ts'

/** A view is named by its card's id on the board. */
const Thing = z.object({ kind: z.enum(WRITTEN), thingId: z.string().min(1).max(80) })
export const ReportInput = Thing
/** `text` and `teller` as the convenor read them: it is those words that are judged. */
export const JudgeInput = Thing.extend({
  verdict: z.enum(VERDICTS),
  text: z.string().max(4_000),
  teller: z.string().max(400).default(''),
})
export type ReportInput = z.infer<typeof ReportInput>
export type JudgeInput = z.input<typeof JudgeInput>
