import { findPartners } from '#server/network/find.ts'
import { convening, present, router, seated } from '#server/trpc/procedures.ts'
import { theProcess } from '#server/work.ts'
import { letReturn, turnAway } from './answer-return.ts'
import { askToKeep } from './ask-to-keep.ts'
import { answerMerge, askToMerge, findMergeAsks, findOwnMergeAsks, mergeSilent } from './ask-to-merge.ts'
import { findReturning } from './ask-to-return.ts'
import { correctPartner, letPartnerIn, removeSeat } from './change-seat.ts'
import { countSilent } from './count-silent.ts'
import { findParticipants } from './find.ts'
import { findShownNames } from './find-names.ts'
import { findSharing } from './find-sharing.ts'
import { ownSignals } from './find-signals.ts'
import {
  AnswerMergeInput,
  AskToKeepInput,
  CorrectPartnerInput,
  LetReturnInput,
  MergeSeatsInput,
  SeatInput,
  SignalInput,
  TurnAwayInput,
} from './input.ts'
import { lowerHandOf, lowerSignal, raiseSignal } from './raise-signal.ts'
import { sendAway } from './send-away.ts'

export const participantRouter = router({
  me: seated.query(({ ctx }) => ({ seatId: ctx.seat.id, name: ctx.seat.name, partnerId: ctx.seat.partnerId })),
  list: convening.query(({ ctx }) => findParticipants(ctx.work.db, ctx.convening.networkId, ctx.convening.sessionId)),
  names: present.query(({ ctx }) => findShownNames(ctx.work.db, ctx.onlooker.sessionId)),
  partners: convening.query(({ ctx }) => findPartners(ctx.work.db, ctx.convening.networkId)),
  letIn: convening.input(SeatInput).mutation(({ ctx, input }) => letPartnerIn(ctx.work, ctx.convening, input.seatId)),
  correctPartner: convening
    .input(CorrectPartnerInput)
    .mutation(({ ctx, input }) => correctPartner(ctx.work, ctx.convening, input)),
  askToMerge: convening.input(MergeSeatsInput).mutation(({ ctx, input }) => askToMerge(ctx.work, ctx.convening, input)),
  mergeSilent: convening
    .input(MergeSeatsInput)
    .mutation(({ ctx, input }) => mergeSilent(ctx.work, ctx.convening, input)),
  mergeAsks: convening.query(({ ctx }) => findMergeAsks(ctx.work.db, ctx.convening)),
  askedToMerge: seated.query(({ ctx }) => findOwnMergeAsks(ctx.work.db, ctx.seat)),
  answerMerge: seated.input(AnswerMergeInput).mutation(({ ctx, input }) => answerMerge(ctx.work, ctx.seat, input)),
  signals: seated.query(({ ctx }) => ownSignals(ctx.work.db, ctx.seat)),
  raise: seated.input(SignalInput).mutation(({ ctx, input }) => raiseSignal(ctx.work, ctx.seat, input.kind, input)),
  lower: seated.input(SignalInput).mutation(({ ctx, input }) => lowerSignal(ctx.work, ctx.seat, input.kind, input)),
  lowerHandOf: convening
    .input(SeatInput)
    .mutation(({ ctx, input }) => lowerHandOf(ctx.work, ctx.convening, input.seatId)),
  silent: convening.query(({ ctx }) => countSilent(ctx.work, ctx.convening, theProcess().heard)),
  returning: convening.query(({ ctx }) => findReturning(ctx.work, ctx.convening)),
  letReturn: convening.input(LetReturnInput).mutation(({ ctx, input }) => letReturn(ctx.work, ctx.convening, input)),
  turnAway: convening
    .input(TurnAwayInput)
    .mutation(({ ctx, input }) => turnAway(ctx.work, ctx.convening, input.returnId)),
  sharing: seated.query(({ ctx }) => findSharing(ctx.work.db, ctx.seat)),
  sendAway: seated.input(TurnAwayInput).mutation(({ ctx, input }) => sendAway(ctx.work, ctx.seat, input.returnId)),
  askToKeep: seated
    .input(AskToKeepInput)
    .mutation(({ ctx, input }) => askToKeep(ctx.work, ctx.seat, input.email, theProcess())),
  remove: convening.input(SeatInput).mutation(({ ctx, input }) => removeSeat(ctx.work, ctx.convening, input.seatId)),
})
