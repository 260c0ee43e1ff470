import { findSession } from '#server/session/find.ts'
import { convening, present, router, seated } from '#server/trpc/procedures.ts'
import { findDotted, findOwnDots } from './find.ts'
import { OwnDotsInput, PlaceDotsInput, ShowDotsInput } from './input.ts'
import { placeDots, showDots } from './place-dots.ts'
import { readShownDots } from './shown.ts'

export const dotsRouter = router({
  things: present.query(({ ctx }) => findDotted(ctx.work.db, ctx.onlooker.sessionId)),
  shown: present.query(async ({ ctx: { work, onlooker } }) =>
    readShownDots(work.db, await findSession(work.db, onlooker.sessionId)),
  ),
  mine: seated.input(OwnDotsInput).query(({ ctx, input }) => findOwnDots(ctx.work.db, ctx.seat, input)),
  place: seated.input(PlaceDotsInput).mutation(({ ctx, input }) => placeDots(ctx.work, ctx.seat, input)),
  show: convening.input(ShowDotsInput).mutation(({ ctx, input }) => showDots(ctx.work, ctx.convening, input)),
})
