import { z } from 'zod'
import { Sending } from '#server/participant/sending.ts'
import { idOf } from '#server/trpc/ids.ts'
import { MOST_DOTS } from '#server/vocabulary/dots.ts'

/** All of somebody's dots at once: what is not named has none. */
export const PlaceDotsInput = z.object({
  key: Sending.shape.key,
  /** The step they are meant for; left out, the one the room is at. */
  stepId: idOf<'step'>().optional(),
  placed: z.array(z.object({ thingId: z.string().max(100), count: z.int().min(0).max(MOST_DOTS) })).max(2_000),
  ballot: idOf<'ballot'>().optional(),
})
export const OwnDotsInput = z.object({
  /** The step they lie at; left out, the one the room is at. */
  stepId: idOf<'step'>().optional(),
  ballot: idOf<'ballot'>().optional(),
})
export const ShowDotsInput = z.object({ stepId: idOf<'step'>() })
export type OwnDotsInput = z.infer<typeof OwnDotsInput>
export type PlaceDotsInput = z.infer<typeof PlaceDotsInput>
