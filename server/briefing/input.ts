import { z } from 'zod'
import { idOf } from '#server/trpc/ids.ts'

export const NoteBriefingInput = z.object({
  /** Made where it is typed, so that a request sent twice notes one briefing. */
  id: idOf<'briefing'>().optional(),
  deed: z.enum(['informed', 'empowered']),
  /** Whom: an authoriser of the register, a member of the network, or somebody by name. */
  authoriserId: idOf<'authoriser'>().nullable().default(null),
  userId: idOf<'user'>().nullable().default(null),
  who: z.string().default(''),
  what: z.string(),
  byWhom: z.string(),
  why: z.string(),
  doneOn: z.string().max(40),
  /** Partners who ought to know of it and have not been told. */
  oughtToKnow: z.array(idOf<'partner'>()).max(200).default([]),
})
export const MarkToldInput = z.object({
  briefingId: idOf<'briefing'>(),
  partnerId: idOf<'partner'>(),
  toldOn: z.string().max(40),
})

export type NoteBriefingInput = z.infer<typeof NoteBriefingInput>
export type MarkToldInput = z.infer<typeof MarkToldInput>
