import { belonging, convening, leading, router, seated } from '#server/trpc/procedures.ts'
import { endCalendarKey, makeCalendarKey } from './calendar-key.ts'
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
  SettleSuggestionInput,
  SuggestBackerInput,
} from './input.ts'
import { addAuthoriser, changeAuthoriser, endAuthoriser } from './keep-authoriser.ts'
import { noteSupport } from './note-support.ts'
import { findOwnSuggestions, findSuggestions, settleSuggestion, suggestBacker } from './suggest-backer.ts'

export const authoriserRouter = router({
  suggest: seated.input(SuggestBackerInput).mutation(({ ctx, input }) => suggestBacker(ctx.work, ctx.seat, input)),
  mySuggestions: seated.query(({ ctx }) => findOwnSuggestions(ctx.work.db, ctx.seat)),
  suggestions: convening.query(({ ctx }) => findSuggestions(ctx.work.db, ctx.convening)),
  settleSuggestion: convening
    .input(SettleSuggestionInput)
    .mutation(({ ctx, input }) => settleSuggestion(ctx.work, ctx.convening, input)),
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
  makeCalendarKey: leading.mutation(({ ctx }) => makeCalendarKey(ctx.work, ctx.membership)),
  endCalendarKey: leading.mutation(({ ctx }) => endCalendarKey(ctx.work, ctx.membership)),
  hangOn: leading.input(HangOnInput).mutation(({ ctx, input }) => hangOn(ctx.work, ctx.membership, input)),
  letGo: leading.input(LetGoInput).mutation(({ ctx, input }) => letGo(ctx.work, ctx.membership, input)),
  planFormalisation: leading
    .input(PlanFormalisationInput)
    .mutation(({ ctx, input }) => planFormalisation(ctx.work, ctx.membership, input)),
  settleFormalisation: leading
    .input(SettleFormalisationInput)
    .mutation(({ ctx, input }) => settleFormalisation(ctx.work, ctx.membership, input)),
})
