import { z } from 'zod'
import { Sending } from '#server/participant/sending.ts'
import { idOf } from '#server/trpc/ids.ts'

/** The id is made on the phone, so that what is sent twice is told once. */
export const TellStoryInput = z.object({
  ...Sending.shape,
  storyId: idOf<'story'>(),
  text: z.string(),
  /** Whose story it is, when it is not one's own. */
  teller: z.string().default(''),
})
export type TellStoryInput = z.input<typeof TellStoryInput>
