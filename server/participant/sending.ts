import { z } from 'zod'
import { idOf } from '#server/trpc/ids.ts'

/**
 * How a phone sends what somebody did. `key` is made there for this one sending, so that what arrives twice is done once;
 * `late` sends what was written at a step that the room has left by now.
 */
export const Sending = z.object({ key: idOf<'deed'>().optional(), late: z.boolean().optional() })
