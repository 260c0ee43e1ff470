import { convening, leading, router } from '#server/trpc/procedures.ts'
import { changeStep, insertStep, leaveOut } from './change-plan.ts'
import { ChangeStepInput, DeleteTemplateInput, InsertStepInput, LeaveOutInput, SaveTemplateInput } from './input.ts'
import { readRunSheet } from './run-sheet.ts'
import { deleteTemplate, findTemplates, saveTemplate } from './templates.ts'

export const planRouter = router({
  runSheet: convening.query(({ ctx }) => readRunSheet(ctx.work.db, ctx.convening)),
  insert: convening.input(InsertStepInput).mutation(({ ctx, input }) => insertStep(ctx.work, ctx.convening, input)),
  change: convening.input(ChangeStepInput).mutation(({ ctx, input }) => changeStep(ctx.work, ctx.convening, input)),
  leaveOut: convening.input(LeaveOutInput).mutation(({ ctx, input }) => leaveOut(ctx.work, ctx.convening, input)),
  save: convening.input(SaveTemplateInput).mutation(({ ctx, input }) => saveTemplate(ctx.work, ctx.convening, input)),
  templates: leading.query(({ ctx }) => findTemplates(ctx.work.db, ctx.membership.networkId)),
  forget: leading
    .input(DeleteTemplateInput)
    .mutation(({ ctx, input }) => deleteTemplate(ctx.work, ctx.membership, input)),
})
