import { z } from 'zod'
import { idOf } from '#server/trpc/ids.ts'
import { PLACES } from '#server/vocabulary/corner.ts'
import { FACETS } from '#server/vocabulary/facet.ts'

const what = { place: z.enum(PLACES), facet: z.enum(FACETS).nullable().default(null), text: z.string() }

/** Both are made on the phone: `key` names this one sending, so that what is sent twice is done once. */
const which = { viewId: idOf<'view'>(), key: idOf<'deed'>().optional() }

/** `late` sends what was written for an earlier step: it goes on the board at once, if views are shown. */
export const AddViewInput = z.object({ ...which, ...what, late: z.boolean().default(false) })
export const EditViewInput = z.object({ ...which, ...what })
export const DeleteViewInput = z.object(which)

export type AddViewInput = z.input<typeof AddViewInput>
export type EditViewInput = z.input<typeof EditViewInput>
export type DeleteViewInput = z.input<typeof DeleteViewInput>
