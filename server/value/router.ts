import { belonging, router } from '#server/trpc/procedures.ts'
import { findLedger, openValue } from './find.ts'
import {
  ChangeValueInput,
  JudgeValueInput,
  NoteValueInput,
  OneValueInput,
  PlanMitigationInput,
  SettleMitigationInput,
} from './input.ts'
import { judgeValue } from './judge-value.ts'
import { planMitigation, settleMitigation } from './mitigate.ts'
import { changeValue, noteValue } from './note-value.ts'

export const valueRouter = router({
  ledger: belonging.query(({ ctx }) => findLedger(ctx.work.db, ctx.membership)),
  open: belonging.input(OneValueInput).query(({ ctx, input }) => openValue(ctx.work.db, ctx.membership, input.entryId)),
  note: belonging.input(NoteValueInput).mutation(({ ctx, input }) => noteValue(ctx.work, ctx.membership, input)),
  change: belonging.input(ChangeValueInput).mutation(({ ctx, input }) => changeValue(ctx.work, ctx.membership, input)),
  judge: belonging.input(JudgeValueInput).mutation(({ ctx, input }) => judgeValue(ctx.work, ctx.membership, input)),
  planMitigation: belonging
    .input(PlanMitigationInput)
    .mutation(({ ctx, input }) => planMitigation(ctx.work, ctx.membership, input)),
  settleMitigation: belonging
    .input(SettleMitigationInput)
    .mutation(({ ctx, input }) => settleMitigation(ctx.work, ctx.membership, input)),
})
