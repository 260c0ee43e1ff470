import { z } from 'zod'
import { idOf } from '#server/trpc/ids.ts'
import { leading, router } from '#server/trpc/procedures.ts'
import { findChanges } from './find.ts'

const BeforeInput = z.object({ before: z.iso.datetime().optional(), than: idOf<'change'>().optional() })

export const changeRouter = router({
  list: leading
    .input(BeforeInput)
    .query(({ ctx, input }) =>
      findChanges(
        ctx.work.db,
        ctx.membership.networkId,
        input.before ? { before: new Date(input.before), than: input.than } : {},
      ),
    ),
})
