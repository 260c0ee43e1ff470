import { yearIn } from '#server/network/today.ts'
import { belonging, router } from '#server/trpc/procedures.ts'
import { findOwn, readYear } from './find.ts'
import { RateBondInput } from './input.ts'
import { rateBond } from './rate-bond.ts'

export const bondRouter = router({
  year: belonging.query(async ({ ctx }) =>
    readYear(ctx.work.db, ctx.membership, await yearIn(ctx.work, ctx.membership.networkId)),
  ),
  mine: belonging.query(async ({ ctx }) =>
    findOwn(ctx.work.db, ctx.membership, await yearIn(ctx.work, ctx.membership.networkId)),
  ),
  rate: belonging.input(RateBondInput).mutation(({ ctx, input }) => rateBond(ctx.work, ctx.membership, input)),
})
