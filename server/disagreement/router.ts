import { findSession } from '#server/session/find.ts'
import { present, router } from '#server/trpc/procedures.ts'
import { readDisagreement } from './read-disagreement.ts'

export const disagreementRouter = router({
  shown: present.query(async ({ ctx }) =>
    readDisagreement(ctx.work.db, await findSession(ctx.work.db, ctx.onlooker.sessionId)),
  ),
})
