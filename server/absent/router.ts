import { belonging, present, router } from '#server/trpc/procedures.ts'
import { findAbsent, findMissing } from './find.ts'
import { ChangeAbsentInput, NoteAbsentInput } from './input.ts'
import { changeGroup, noteGroup } from './keep-group.ts'

export const absentRouter = router({
  list: belonging.query(({ ctx }) => findAbsent(ctx.work.db, ctx.membership)),
  here: present.query(({ ctx }) => findMissing(ctx.work.db, ctx.onlooker.networkId)),
  note: belonging.input(NoteAbsentInput).mutation(({ ctx, input }) => noteGroup(ctx.work, ctx.membership, input)),
  change: belonging.input(ChangeAbsentInput).mutation(({ ctx, input }) => changeGroup(ctx.work, ctx.membership, input)),
})
