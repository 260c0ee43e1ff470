import { convening, router } from '#server/trpc/procedures.ts'
import { enterSheet } from './enter-sheet.ts'
import { findSheets } from './find.ts'
import { EnterSheetInput, TakeSheetOutInput } from './input.ts'
import { takeSheetOut } from './take-sheet-out.ts'

export const sheetRouter = router({
  list: convening.query(({ ctx }) => findSheets(ctx.work.db, ctx.convening)),
  enter: convening.input(EnterSheetInput).mutation(({ ctx, input }) => enterSheet(ctx.work, ctx.convening, input)),
  takeOut: convening
    .input(TakeSheetOutInput)
    .mutation(({ ctx, input }) => takeSheetOut(ctx.work, ctx.convening, input)),
})
