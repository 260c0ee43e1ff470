import { router, seated } from '#server/trpc/procedures.ts'
import { addView } from './add-view.ts'
import { deleteView, editView } from './change-view.ts'
import { findOwnViews } from './find.ts'
import { AddViewInput, DeleteViewInput, EditViewInput } from './input.ts'

export const viewRouter = router({
  mine: seated.query(({ ctx }) => findOwnViews(ctx.work.db, ctx.seat)),
  add: seated.input(AddViewInput).mutation(({ ctx, input }) => addView(ctx.work, ctx.seat, input)),
  edit: seated.input(EditViewInput).mutation(({ ctx, input }) => editView(ctx.work, ctx.seat, input)),
  delete: seated.input(DeleteViewInput).mutation(({ ctx, input }) => deleteView(ctx.work, ctx.seat, input)),
})
