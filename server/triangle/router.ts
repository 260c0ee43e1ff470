import { belonging, router } from '#server/trpc/procedures.ts'
import { AddPurposeInput, TakeOutPurposeInput } from './input.ts'
import { addPurpose, takeOutPurpose } from './keep-purpose.ts'
import { readTriangle } from './read-triangle.ts'

export const triangleRouter = router({
  read: belonging.query(({ ctx }) => readTriangle(ctx.work.db, ctx.membership)),
  addPurpose: belonging
    .input(AddPurposeInput)
    .mutation(({ ctx, input }) => addPurpose(ctx.work, ctx.membership, input)),
  takeOutPurpose: belonging
    .input(TakeOutPurposeInput)
    .mutation(({ ctx, input }) => takeOutPurpose(ctx.work, ctx.membership, input)),
})
