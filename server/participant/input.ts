import { z } from 'zod'
import { idOf } from '#server/trpc/ids.ts'
import { SIGNALS } from '#server/vocabulary/signal.ts'
import { Sending } from './sending.ts'

/** The join form's fields. `partner` is a partner's id, or 'other' with the organisation's name in `organisation`. */
export const JoinSessionInput = z.object({
  partner: z.string().max(200).default(''),
  organisation: z.string().max(10_000).default(''),
  name: z.string().max(10_000).default(''),
  /** What the form was given when it was made, so that two presses of one form are one joining. */
  once: z.string().max(40).optional(),
})
/** Who says that they have joined already: their organisation, and the name they gave then. */
export const ReturnInput = z.object({ partner: z.string().max(200), name: z.string().max(10_000) })
/** No seat: they have none yet, and are given one of their own. */
export const LetReturnInput = z.object({ returnId: idOf<'return'>(), seatId: idOf<'seat'>().nullable() })
export const TurnAwayInput = z.object({ returnId: idOf<'return'>() })
export const AskToKeepInput = z.object({ email: z.string().max(1_000) })
export const SeatInput = z.object({ seatId: idOf<'seat'>() })
export const CorrectPartnerInput = z.object({ seatId: idOf<'seat'>(), partnerId: idOf<'partner'>() })
/** `askedAt` names the asking that was read: a yes to one is none to the next. */
export const AnswerMergeInput = z.object({ seatId: idOf<'seat'>(), askedAt: z.string().max(40), yes: z.boolean() })
export const MergeSeatsInput = z.object({ seatId: idOf<'seat'>(), intoSeatId: idOf<'seat'>() })
export const SignalInput = z.object({
  kind: z.enum(SIGNALS),
  key: Sending.shape.key,
  /** The move of the room of which it was said: at a later step that has passed. */
  stepNo: z.int().optional(),
})

export type SignalInput = z.infer<typeof SignalInput>
export type AnswerMergeInput = z.infer<typeof AnswerMergeInput>
export type MergeSeatsInput = z.infer<typeof MergeSeatsInput>
export type JoinSessionInput = z.infer<typeof JoinSessionInput>
export type CorrectPartnerInput = z.infer<typeof CorrectPartnerInput>
