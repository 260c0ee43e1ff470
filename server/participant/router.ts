import { findPartners } from '#server/network/find.ts'
import { convening, router, seated } from '#server/trpc/procedures.ts'
import { correctPartner, letPartnerIn, removeSeat } from './change-seat.ts'
import { findParticipants } from './find.ts'
import { CorrectPartnerInput, SeatInput } from './input.ts'

export const participantRouter = router({
  me: seated.query(({ ctx }) => ({ seatId: ctx.seat.id, name: ctx.seat.name, partnerId: ctx.seat.partnerId })),
  list: convening.query(({ ctx }) => findParticipants(ctx.work.db, ctx.convening.networkId, ctx.convening.sessionId)),
  partners: convening.query(({ ctx }) => findPartners(ctx.work.db, ctx.convening.networkId)),
  letIn: convening.input(SeatInput).mutation(({ ctx, input }) => letPartnerIn(ctx.work, ctx.convening, input.seatId)),
  correctPartner: convening
    .input(CorrectPartnerInput)
    .mutation(({ ctx, input }) => correctPartner(ctx.work, ctx.convening, input)),
  remove: convening.input(SeatInput).mutation(({ ctx, input }) => removeSeat(ctx.work, ctx.convening, input.seatId)),
})
