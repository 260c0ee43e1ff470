import { belonging, leading, router } from '#server/trpc/procedures.ts'
import { findGovernance } from './find.ts'
import { KeepCheckInput, NoteFormInput } from './input.ts'
import { keepCheck, noteForm } from './note-form.ts'

export const governanceRouter = router({
  open: belonging.query(({ ctx }) => findGovernance(ctx.work, ctx.membership)),
  noteForm: leading.input(NoteFormInput).mutation(({ ctx, input }) => noteForm(ctx.work, ctx.membership, input)),
  keepCheck: leading.input(KeepCheckInput).mutation(({ ctx, input }) => keepCheck(ctx.work, ctx.membership, input)),
})
