import { z } from 'zod'
import { idOf } from '#server/trpc/ids.ts'
import { belonging, leading, router } from '#server/trpc/procedures.ts'
import { readMoment } from '#server/vocabulary/day.ts'
import { findChanges, lastChange } from './find.ts'

const BeforeInput = z.object({
  before: z.string().refine(readMoment, 'moment').optional(),
  than: idOf<'change'>().optional(),
})

export const changeRouter = router({
  last: belonging.query(({ ctx }) => lastChange(ctx.work.db, ctx.membership.networkId)),
  list: leading
    .input(BeforeInput)
    .query(({ ctx, input }) =>
      findChanges(
        ctx.work.db,
        ctx.membership.networkId,
        input.before ? { before: readMoment(input.before), than: input.than } : {},
      ),
    ),
})
