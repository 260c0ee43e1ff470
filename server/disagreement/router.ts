import { z } from 'zod'
import { findSession } from '#server/session/find.ts'
import { convening, present, router, seated } from '#server/trpc/procedures.ts'
import { allowInsight, findOwnInsight } from './insight.ts'
import { readInside, readInsideOthers } from './read-inside.ts'
import { readReasons, readShown } from './read-shown.ts'

const AllowInput = z.object({ allow: z.boolean() })

export const disagreementRouter = router({
  shown: present.query(async ({ ctx: { work, onlooker } }) =>
    readShown(work.db, await findSession(work.db, onlooker.sessionId)),
  ),
  reasons: present.query(async ({ ctx: { work, onlooker } }) =>
    readReasons(work.db, await findSession(work.db, onlooker.sessionId)),
  ),
  inside: seated.query(({ ctx }) => readInside(ctx.work.db, ctx.seat)),
  insideAllowed: seated.query(({ ctx }) => findOwnInsight(ctx.work.db, ctx.seat)),
  allowInside: seated.input(AllowInput).mutation(({ ctx, input }) => allowInsight(ctx.work, ctx.seat, input.allow)),
  insideOthers: convening.query(({ ctx }) => readInsideOthers(ctx.work.db, ctx.convening)),
})
