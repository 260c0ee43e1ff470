import { z } from 'zod'
import { idOf } from '#server/trpc/ids.ts'
import { MEANINGS } from '#server/vocabulary/talk.ts'

const Common = {
  statementId: idOf<'statement'>(),
  note: z.string().max(10_000).default(''),
}

/** `outcomeId` is made by the page, so that what is sent twice is written down once. */
export const WriteOutcomeInput = z.object({
  outcomeId: idOf<'outcome'>().optional(),
  ended: z.discriminatedUnion('outcome', [
    z.object({ outcome: z.literal('settled'), ...Common }),
    z.object({ outcome: z.literal('agreed-to-differ'), ...Common }),
    z.object({ outcome: z.literal('open'), ...Common }),
    z.object({ outcome: z.literal('reworded'), ...Common, text: z.string(), meaning: z.enum(MEANINGS) }),
    z.object({ outcome: z.literal('sent'), ...Common, authoriserId: idOf<'authoriser'>().nullable() }),
  ]),
})
export const NameNoteTakerInput = z.object({ seatId: idOf<'seat'>(), takes: z.boolean() })

export type WriteOutcomeInput = z.input<typeof WriteOutcomeInput>
export type Ended = z.output<typeof WriteOutcomeInput>['ended']
export type NameNoteTakerInput = z.infer<typeof NameNoteTakerInput>
