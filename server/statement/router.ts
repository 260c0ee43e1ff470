import { convening, present, router } from '#server/trpc/procedures.ts'
import { addStatement } from './add-statement.ts'
import { rewordStatement, withdrawStatement } from './change-statement.ts'
import { findEverAsked } from './ever-asked.ts'
import { findDeskStatements, readStatements } from './find.ts'
import { AddStatementInput, RewordStatementInput, WithdrawStatementInput, WordStatementInput } from './input.ts'
import { wordStatement } from './word-statement.ts'

export const statementRouter = router({
  list: present.query(({ ctx }) => readStatements(ctx.work.db, ctx.onlooker.networkId, ctx.onlooker.sessionId)),
  desk: convening.query(({ ctx }) => findDeskStatements(ctx.work.db, ctx.convening.networkId, ctx.convening.sessionId)),
  ever: convening.query(({ ctx }) => findEverAsked(ctx.work.db, ctx.convening.networkId, ctx.convening.sessionId)),
  add: convening.input(AddStatementInput).mutation(({ ctx, input }) => addStatement(ctx.work, ctx.convening, input)),
  reword: convening
    .input(RewordStatementInput)
    .mutation(({ ctx, input }) => rewordStatement(ctx.work, ctx.convening, input)),
  word: convening.input(WordStatementInput).mutation(({ ctx, input }) => wordStatement(ctx.work, ctx.convening, input)),
  withdraw: convening
    .input(WithdrawStatementInput)
    .mutation(({ ctx, input }) => withdrawStatement(ctx.work, ctx.convening, input)),
})
