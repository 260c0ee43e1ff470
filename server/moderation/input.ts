import { z } from 'zod'
import { idOf } from '#server/trpc/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { VERDICTS, WRITTEN } from '#server/vocabulary/moderation.ts'

/** A view is named by its card's id on the board. */
const Thing = z.object({ kind: z.enum(WRITTEN), thingId: z.string().min(1).max(80) })
/** Where the workshop shows nobody the phone makes a ballot for each thing it reports, so that one person counts once. */
export const ReportInput = Thing.extend({ ballot: idOf<'ballot'>().optional() })
/** `text`, `teller` and `about` as the convenor read them: it is those words that are judged. Each may be as long as it can be written. */
export const JudgeInput = Thing.extend({
  verdict: z.enum(VERDICTS),
  text: z.string().max(LIMITS.cardText),
  teller: z.string().max(LIMITS.cardText).default(''),
  about: z.string().max(LIMITS.cardText).default(''),
})
export type ReportInput = z.infer<typeof ReportInput>
export type JudgeInput = z.input<typeof JudgeInput>
