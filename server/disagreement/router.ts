import { z } from 'zod'
import { findSession } from '#server/session/find.ts'
import { convening, present, router, seated } from '#server/trpc/procedures.ts'
import { inOwnWords } from './in-own-words.ts'
import { allowInsight, findOwnInsight } from './insight.ts'
import { readDisagreement } from './read-disagreement.ts'
import { readInside, readInsideOthers } from './read-inside.ts'

const AllowInput = z.object({ allow: z.boolean() })

export const disagreementRouter = router({
  shown: present.query(async ({ ctx: { work, onlooker } }) => {
    const session = await findSession(work.db, onlooker.sessionId)
    return inOwnWords(work.db, session, await readDisagreement(work.db, session))
  }),
  inside: seated.query(({ ctx }) => readInside(ctx.work.db, ctx.seat)),
  insideAllowed: seated.query(({ ctx }) => findOwnInsight(ctx.work.db, ctx.seat)),
  allowInside: seated.input(AllowInput).mutation(({ ctx, input }) => allowInsight(ctx.work, ctx.seat, input.allow)),
  insideOthers: convening.query(({ ctx }) => readInsideOthers(ctx.work.db, ctx.convening)),
})
