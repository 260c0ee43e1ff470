import { belonging, convening, leading, router, seated } from '#server/trpc/procedures.ts'
import { answerAsMember, answerFromSeat } from './answer-version.ts'
import { askPartners, closeAsking } from './ask.ts'
import { findDraft, findForSeat, findProposition } from './find.ts'
import {
  AnswerHereInput,
  AnswerInput,
  GivenInput,
  HereInput,
  OneVersionInput,
  SaveVersionInput,
  SourcesInput,
  TakeAlongInput,
  WriteSlotInput,
} from './input.ts'
import { findOnScreen } from './on-screen.ts'
import { saveVersion } from './save-version.ts'
import { findSources } from './sources.ts'
import { takeAlong } from './take-along.ts'
import { findGiven, putBack, takeOut } from './take-out.ts'
import { writeSlot } from './write-slot.ts'

export const propositionRouter = router({
  versions: belonging.query(({ ctx }) => findProposition(ctx.work.db, ctx.membership)),
  answer: belonging.input(AnswerInput).mutation(({ ctx, input }) => answerAsMember(ctx.work, ctx.membership, input)),
  here: seated.input(HereInput).query(({ ctx, input }) => findForSeat(ctx.work.db, ctx.seat, input.ballot)),
  answerHere: seated.input(AnswerHereInput).mutation(({ ctx, input }) => answerFromSeat(ctx.work, ctx.seat, input)),
  takeAlong: seated.input(TakeAlongInput).mutation(({ ctx, input }) => takeAlong(ctx.work, ctx.seat, input.ballot)),
  onScreen: convening.query(({ ctx }) => findOnScreen(ctx.work.db, ctx.convening)),
  draft: leading.query(({ ctx }) => findDraft(ctx.work.db, ctx.membership.networkId)),
  sources: leading
    .input(SourcesInput)
    .query(({ ctx, input }) => findSources(ctx.work.db, ctx.membership.networkId, input.sessionId)),
  writeSlot: leading.input(WriteSlotInput).mutation(({ ctx, input }) => writeSlot(ctx.work, ctx.membership, input)),
  save: leading.input(SaveVersionInput).mutation(({ ctx, input }) => saveVersion(ctx.work, ctx.membership, input)),
  ask: leading.input(OneVersionInput).mutation(({ ctx, input }) => askPartners(ctx.work, ctx.membership, input.no)),
  given: leading
    .input(OneVersionInput)
    .query(({ ctx, input }) => findGiven(ctx.work.db, ctx.membership.networkId, input.no)),
  takeOut: leading.input(GivenInput).mutation(({ ctx, input }) => takeOut(ctx.work, ctx.membership, input)),
  putBack: leading.input(GivenInput).mutation(({ ctx, input }) => putBack(ctx.work, ctx.membership, input)),
  close: leading.input(OneVersionInput).mutation(({ ctx, input }) => closeAsking(ctx.work, ctx.membership, input.no)),
})
