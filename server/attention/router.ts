import { belonging, router, signedIn } from '#server/trpc/procedures.ts'
import { readAttention } from './read-attention.ts'
import { readMine } from './read-mine.ts'
import { readOverview } from './read-overview.ts'

export const attentionRouter = router({
  mine: signedIn.query(({ ctx }) => readMine(ctx.work, ctx.person)),
  network: belonging.query(({ ctx }) => readAttention(ctx.work, ctx.membership)),
  overview: belonging.query(({ ctx }) => readOverview(ctx.work, ctx.membership)),
})
