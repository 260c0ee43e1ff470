import { z } from 'zod'
import { leading, router } from '#server/trpc/procedures.ts'
import { findChanges } from './find.ts'

const BeforeInput = z.object({ before: z.iso.datetime().optional() })

export const changeRouter = router({
  list: leading
    .input(BeforeInput)
    .query(({ ctx, input }) =>
      findChanges(ctx.work.db, ctx.membership.networkId, input.before ? { before: new Date(input.before) } : {}),
    ),
})
