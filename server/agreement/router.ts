import { belonging, convening, leading, router } from '#server/trpc/procedures.ts'
import { findAgreedHere } from './agreed-here.ts'
import { findAgreements, openAgreement } from './find.ts'
import {
  ChangeAgreementInput,
  EndAgreementInput,
  MakeAgreementInput,
  NoteStandInput,
  OneAgreementInput,
} from './input.ts'
import { changeAgreement, endAgreement, makeAgreement } from './keep-agreement.ts'
import { noteStand } from './note-stand.ts'

export const agreementRouter = router({
  list: belonging.query(({ ctx }) => findAgreements(ctx.work.db, ctx.membership)),
  open: belonging
    .input(OneAgreementInput)
    .query(({ ctx, input }) => openAgreement(ctx.work.db, ctx.membership, input.agreementId)),
  here: convening.query(({ ctx }) => findAgreedHere(ctx.work.db, ctx.convening)),
  make: leading.input(MakeAgreementInput).mutation(({ ctx, input }) => makeAgreement(ctx.work, ctx.membership, input)),
  change: leading
    .input(ChangeAgreementInput)
    .mutation(({ ctx, input }) => changeAgreement(ctx.work, ctx.membership, input)),
  end: leading.input(EndAgreementInput).mutation(({ ctx, input }) => endAgreement(ctx.work, ctx.membership, input)),
  noteStand: belonging.input(NoteStandInput).mutation(({ ctx, input }) => noteStand(ctx.work, ctx.membership, input)),
})
