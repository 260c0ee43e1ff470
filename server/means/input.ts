import { z } from 'zod'
import { idOf } from '#server/trpc/ids.ts'
import { EXCHANGE_SIDES, MEANS_KINDS, USE_KINDS } from '#server/vocabulary/means.ts'

const day = z.string().max(40).nullable().default(null)
const kind = z.enum(MEANS_KINDS).nullable().default(null)
const partner = idOf<'partner'>().nullable().default(null)

export const CapacityFields = z.object({
  label: z.string(),
  kind,
  partnerId: partner,
  amount: z.string().default(''),
  holder: z.string().default(''),
  untilDay: day,
})
const OfCapacity = z.object({ capacityId: idOf<'capacity'>() })
export const ChangeCapacityInput = CapacityFields.extend({ ...OfCapacity.shape, version: z.int() })
export const EndCapacityInput = OfCapacity.extend({ endedOn: z.string().max(40) })
export const UseInput = OfCapacity.extend({ useKind: z.enum(USE_KINDS), useId: z.string().max(40) })

export const AddExchangeInput = z.object({
  side: z.enum(EXCHANGE_SIDES).nullable().default(null),
  kind,
  partnerId: partner,
  text: z.string(),
  amount: z.string().default(''),
  untilDay: day,
})
export const WithdrawExchangeInput = z.object({ exchangeId: idOf<'exchange'>() })
export const ProposeMatchInput = z.object({
  offerId: idOf<'exchange'>().nullable().default(null),
  askId: idOf<'exchange'>().nullable().default(null),
  words: z.string(),
})
export const AnswerMatchInput = z.object({
  matchId: idOf<'match'>(),
  says: z.enum(['yes', 'no']),
  /** Why not, when it is no. */
  reason: z.string().default(''),
})

export type CapacityFields = z.infer<typeof CapacityFields>
export type ChangeCapacityInput = z.infer<typeof ChangeCapacityInput>
export type EndCapacityInput = z.infer<typeof EndCapacityInput>
export type UseInput = z.infer<typeof UseInput>
export type AddExchangeInput = z.infer<typeof AddExchangeInput>
export type WithdrawExchangeInput = z.infer<typeof WithdrawExchangeInput>
export type ProposeMatchInput = z.infer<typeof ProposeMatchInput>
export type AnswerMatchInput = z.infer<typeof AnswerMatchInput>
