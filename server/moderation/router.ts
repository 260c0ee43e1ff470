import { convening, router, seated } from '#server/trpc/procedures.ts'
import { findChecking } from './find.ts'
import { JudgeInput, ReportInput } from './input.ts'
import { judge, report } from './judge.ts'

export const moderationRouter = router({
  checking: convening.query(({ ctx }) => findChecking(ctx.work.db, ctx.convening.sessionId)),
  judge: convening.input(JudgeInput).mutation(({ ctx, input }) => judge(ctx.work, ctx.convening, input)),
  report: seated.input(ReportInput).mutation(({ ctx, input }) => report(ctx.work, ctx.seat, input)),
})
