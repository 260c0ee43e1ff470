import { z } from 'zod'
import { Sending } from '#server/participant/sending.ts'
import { idOf } from '#server/trpc/ids.ts'
import { CORNERS } from '#server/vocabulary/corner.ts'
import { AGENCY_POINTS, AUDIENCES, BANDS } from '#server/vocabulary/reflection.ts'

const Agency = z.object({
  band: z.enum(BANDS).nullable().default(null),
  start: z.literal(AGENCY_POINTS).nullable().default(null),
  problem: z.literal(AGENCY_POINTS).nullable().default(null),
})
export const WriteReflectionInput = z.object({
  /** Made where it is typed, so that a request sent twice keeps one reflection. */
  id: idOf<'reflection'>().optional(),
  happened: z.string(),
  soWhat: z.string().default(''),
  nowWhat: z.string().default(''),
  audience: z.enum(AUDIENCES).default('me'),
  agency: Agency.nullable().default(null),
})
/** From a phone in a workshop: the id is made there, so that what is sent twice is kept once. */
export const ReflectHereInput = WriteReflectionInput.omit({ agency: true }).extend({
  ...Sending.shape,
  reflectionId: idOf<'reflection'>(),
})
export const PulseHereInput = Agency.extend({ ...Sending.shape, ballot: idOf<'ballot'>().optional() })
const One = z.object({ reflectionId: idOf<'reflection'>() })
export const OneReflectionInput = One
export const ShowToInput = One.extend({ audience: z.enum(AUDIENCES) })
export const MakeActivityInput = One.extend({ corner: z.enum(CORNERS).nullable().default(null) })

export type WriteReflectionInput = z.infer<typeof WriteReflectionInput>
export type ReflectHereInput = z.infer<typeof ReflectHereInput>
export type PulseHereInput = z.infer<typeof PulseHereInput>
export type ShowToInput = z.infer<typeof ShowToInput>
export type MakeActivityInput = z.infer<typeof MakeActivityInput>
