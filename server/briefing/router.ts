import { leading, router, signedIn } from '#server/trpc/procedures.ts'
import { empoweredTo, findBriefings } from './find.ts'
import { MarkToldInput, NoteBriefingInput } from './input.ts'
import { markTold, noteBriefing } from './note-briefing.ts'

export const briefingRouter = router({
  log: leading.query(({ ctx }) => findBriefings(ctx.work.db, ctx.membership.networkId)),
  empowered: signedIn.query(({ ctx }) => empoweredTo(ctx.work.db, ctx.person.userId)),
  note: leading.input(NoteBriefingInput).mutation(({ ctx, input }) => noteBriefing(ctx.work, ctx.membership, input)),
  markTold: leading.input(MarkToldInput).mutation(({ ctx, input }) => markTold(ctx.work, ctx.membership, input)),
})
