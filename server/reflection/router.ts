import { belonging, router } from '#server/trpc/procedures.ts'
import { findReflections, readPulse } from './find.ts'
import { MakeActivityInput, OneReflectionInput, ShowToInput, WriteReflectionInput } from './input.ts'
import { makeActivity } from './make-activity.ts'
import { showTo, withdrawReflection, writeReflection } from './write-reflection.ts'

export const reflectionRouter = router({
  list: belonging.query(({ ctx }) => findReflections(ctx.work.db, ctx.membership)),
  pulse: belonging.query(({ ctx }) => readPulse(ctx.work.db, ctx.membership)),
  write: belonging
    .input(WriteReflectionInput)
    .mutation(({ ctx, input }) => writeReflection(ctx.work, ctx.membership, input)),
  showTo: belonging.input(ShowToInput).mutation(({ ctx, input }) => showTo(ctx.work, ctx.membership, input)),
  withdraw: belonging
    .input(OneReflectionInput)
    .mutation(({ ctx, input }) => withdrawReflection(ctx.work, ctx.membership, input.reflectionId)),
  makeActivity: belonging
    .input(MakeActivityInput)
    .mutation(({ ctx, input }) => makeActivity(ctx.work, ctx.membership, input)),
})
