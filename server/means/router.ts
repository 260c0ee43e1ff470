import { belonging, router } from '#server/trpc/procedures.ts'
import { assignCapacity, releaseCapacity } from './assign-capacity.ts'
import { findMeans } from './find.ts'
import {
  AddExchangeInput,
  AnswerMatchInput,
  CapacityFields,
  ChangeCapacityInput,
  EndCapacityInput,
  ProposeMatchInput,
  UseInput,
  WithdrawExchangeInput,
} from './input.ts'
import { addCapacity, changeCapacity, endCapacity } from './keep-capacity.ts'
import { addExchange, withdrawExchange } from './keep-exchange.ts'
import { answerMatch, proposeMatch } from './match.ts'

export const meansRouter = router({
  all: belonging.query(({ ctx }) => findMeans(ctx.work.db, ctx.membership)),
  add: belonging.input(CapacityFields).mutation(({ ctx, input }) => addCapacity(ctx.work, ctx.membership, input)),
  change: belonging
    .input(ChangeCapacityInput)
    .mutation(({ ctx, input }) => changeCapacity(ctx.work, ctx.membership, input)),
  end: belonging.input(EndCapacityInput).mutation(({ ctx, input }) => endCapacity(ctx.work, ctx.membership, input)),
  assign: belonging.input(UseInput).mutation(({ ctx, input }) => assignCapacity(ctx.work, ctx.membership, input)),
  release: belonging.input(UseInput).mutation(({ ctx, input }) => releaseCapacity(ctx.work, ctx.membership, input)),
  exchange: belonging
    .input(AddExchangeInput)
    .mutation(({ ctx, input }) => addExchange(ctx.work, ctx.membership, input)),
  withdraw: belonging
    .input(WithdrawExchangeInput)
    .mutation(({ ctx, input }) => withdrawExchange(ctx.work, ctx.membership, input)),
  propose: belonging
    .input(ProposeMatchInput)
    .mutation(({ ctx, input }) => proposeMatch(ctx.work, ctx.membership, input)),
  answer: belonging.input(AnswerMatchInput).mutation(({ ctx, input }) => answerMatch(ctx.work, ctx.membership, input)),
})
