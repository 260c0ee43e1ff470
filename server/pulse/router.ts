import { belonging, router, seated } from '#server/trpc/procedures.ts'
import { answerAsMember, answerFromSeat } from './answer-pulse.ts'
import { findOwnPulse, findPulse } from './find.ts'
import { AnswerHereInput, AnswerPulseInput } from './input.ts'

export const pulseRouter = router({
  trend: belonging.query(({ ctx }) => findPulse(ctx.work.db, ctx.membership)),
  answer: belonging
    .input(AnswerPulseInput)
    .mutation(({ ctx, input }) => answerAsMember(ctx.work, ctx.membership, input)),
  here: seated.query(({ ctx }) => findOwnPulse(ctx.work.db, ctx.seat)),
  answerHere: seated.input(AnswerHereInput).mutation(({ ctx, input }) => answerFromSeat(ctx.work, ctx.seat, input)),
})
