import { belonging, router } from '#server/trpc/procedures.ts'
import { yearOf } from '#server/vocabulary/day.ts'
import { findOwn, readYear } from './find.ts'
import { RateBondInput } from './input.ts'
import { rateBond } from './rate-bond.ts'

export const bondRouter = router({
  year: belonging.query(({ ctx }) => readYear(ctx.work.db, ctx.membership, yearOf(ctx.work.clock.now()))),
  mine: belonging.query(({ ctx }) => findOwn(ctx.work.db, ctx.membership, yearOf(ctx.work.clock.now()))),
  rate: belonging.input(RateBondInput).mutation(({ ctx, input }) => rateBond(ctx.work, ctx.membership, input)),
})
