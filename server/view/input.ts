import { z } from 'zod'
import { idOf } from '#server/trpc/ids.ts'
import { PLACES } from '#server/vocabulary/corner.ts'
import { FACETS } from '#server/vocabulary/facet.ts'

const what = { place: z.enum(PLACES), facet: z.enum(FACETS).nullable().default(null), text: z.string() }

/** `viewId` is made on the phone, so that a request sent twice adds one view. */
export const AddViewInput = z.object({ viewId: idOf<'view'>(), ...what })
export const EditViewInput = z.object({ viewId: idOf<'view'>(), ...what })
export const DeleteViewInput = z.object({ viewId: idOf<'view'>() })

export type AddViewInput = z.infer<typeof AddViewInput>
export type EditViewInput = z.infer<typeof EditViewInput>
export type DeleteViewInput = z.infer<typeof DeleteViewInput>
