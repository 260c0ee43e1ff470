import { z } from 'zod'
import { idOf } from '#server/trpc/ids.ts'
import { BOND_ITEMS, SAYINGS } from '#server/vocabulary/governance.ts'

export const RateBondInput = z.object({
  aboutPartner: idOf<'partner'>().nullable().default(null),
  points: z.partialRecord(z.enum(BOND_ITEMS), z.literal(SAYINGS)).default({}),
})
export type RateBondInput = z.infer<typeof RateBondInput>
