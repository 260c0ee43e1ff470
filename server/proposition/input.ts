import { z } from 'zod'
import { Sending } from '#server/participant/sending.ts'
import { idOf } from '#server/trpc/ids.ts'
import { PROPOSITION_ANSWERS, SLOTS, SOURCE_KINDS } from '#server/vocabulary/proposition.ts'

const Source = z.object({ kind: z.enum(SOURCE_KINDS), sessionId: idOf<'session'>(), id: z.string().max(80) })
const OneVersion = z.object({ no: z.int().min(1) })

export const SourcesInput = z.object({ sessionId: idOf<'session'>() })
export const WriteSlotInput = z.object({
  slot: z.enum(SLOTS),
  text: z.string(),
  sources: z.array(Source).max(10).default([]),
  /** The version of this part that the writer saw; 0 when there was none. */
  version: z.int().min(0),
})
export const SaveVersionInput = z.object({
  /** The workshop it is saved in; null outside one. */
  sessionId: idOf<'session'>().nullable().default(null),
  /** The sum of the parts' versions that the writer saw. */
  drafted: z.int().min(0),
})
export const OneVersionInput = OneVersion
/** A partner's answer, with the version of it that was seen. */
export const GivenInput = OneVersion.extend({ partnerId: idOf<'partner'>(), version: z.int().min(1) })
export const AnswerInput = OneVersion.extend({
  answer: z.enum(PROPOSITION_ANSWERS).nullable().default(null),
  reason: z.string().default(''),
  /** The version of one's organisation's answer that was seen; 0 when there was none. */
  version: z.int().min(0),
})
/** From a workshop's seat: with what only the phone knows that asks. */
export const HereInput = z.object({ ballot: idOf<'ballot'>().nullable().default(null) })
export const TakeAlongInput = z.object({ ballot: idOf<'ballot'>() })

export const AnswerHereInput = AnswerInput.extend({
  key: Sending.shape.key,
  /** What this phone has sent before without hearing what came of it: an answer of one's own is not a colleague's. */
  follows: z.array(idOf<'deed'>()).max(50).optional(),
  /** What only the phone knows that answers. */
  ballot: idOf<'ballot'>().nullable().optional(),
})

export type WriteSlotInput = z.infer<typeof WriteSlotInput>
export type SaveVersionInput = z.infer<typeof SaveVersionInput>
export type GivenInput = z.infer<typeof GivenInput>
export type AnswerInput = z.infer<typeof AnswerInput>
export type AnswerHereInput = z.infer<typeof AnswerHereInput>
