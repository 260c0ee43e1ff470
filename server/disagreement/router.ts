import { findSession } from '#server/session/find.ts'
import { present, router, seated } from '#server/trpc/procedures.ts'
import { readDisagreement } from './read-disagreement.ts'
import { readInside } from './read-inside.ts'

export const disagreementRouter = router({
  shown: present.query(async ({ ctx }) =>
    readDisagreement(ctx.work.db, await findSession(ctx.work.db, ctx.onlooker.sessionId)),
  ),
  inside: seated.query(({ ctx }) => readInside(ctx.work.db, ctx.seat)),
})
