import { belonging, leading, router } from '#server/trpc/procedures.ts'
import { chooseMail } from './choose-mail.ts'
import { findRegister } from './find.ts'
import { planFormalisation, settleFormalisation } from './formalise.ts'
import { hangOn, letGo } from './hang-on.ts'
import {
  AddAuthoriserInput,
  ChangeAuthoriserInput,
  ChooseMailInput,
  EndAuthoriserInput,
  HangOnInput,
  LetGoInput,
  NoteSupportInput,
  PlanFormalisationInput,
  SettleFormalisationInput,
} from './input.ts'
import { addAuthoriser, changeAuthoriser, endAuthoriser } from './keep-authoriser.ts'
import { noteSupport } from './note-support.ts'

export const authoriserRouter = router({
  register: belonging.query(({ ctx }) => findRegister(ctx.work.db, ctx.membership)),
  add: leading.input(AddAuthoriserInput).mutation(({ ctx, input }) => addAuthoriser(ctx.work, ctx.membership, input)),
  change: leading
    .input(ChangeAuthoriserInput)
    .mutation(({ ctx, input }) => changeAuthoriser(ctx.work, ctx.membership, input)),
  end: leading.input(EndAuthoriserInput).mutation(({ ctx, input }) => endAuthoriser(ctx.work, ctx.membership, input)),
  noteSupport: leading
    .input(NoteSupportInput)
    .mutation(({ ctx, input }) => noteSupport(ctx.work, ctx.membership, input)),
  chooseMail: leading
    .input(ChooseMailInput)
    .mutation(({ ctx, input }) => chooseMail(ctx.work, ctx.membership, input.wants)),
  hangOn: leading.input(HangOnInput).mutation(({ ctx, input }) => hangOn(ctx.work, ctx.membership, input)),
  letGo: leading.input(LetGoInput).mutation(({ ctx, input }) => letGo(ctx.work, ctx.membership, input)),
  planFormalisation: leading
    .input(PlanFormalisationInput)
    .mutation(({ ctx, input }) => planFormalisation(ctx.work, ctx.membership, input)),
  settleFormalisation: leading
    .input(SettleFormalisationInput)
    .mutation(({ ctx, input }) => settleFormalisation(ctx.work, ctx.membership, input)),
})
