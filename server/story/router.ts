import { findSession } from '#server/session/find.ts'
import { belonging, present, router, seated } from '#server/trpc/procedures.ts'
import { findOwnStory, findStories, findToldStories } from './find.ts'
import { TellStoryInput } from './input.ts'
import { tellStory } from './tell-story.ts'

export const storyRouter = router({
  list: present.query(async ({ ctx }) =>
    findStories(ctx.work.db, await findSession(ctx.work.db, ctx.onlooker.sessionId)),
  ),
  told: belonging.query(({ ctx }) => findToldStories(ctx.work.db, ctx.membership)),
  mine: seated.query(({ ctx }) => findOwnStory(ctx.work.db, ctx.seat)),
  tell: seated.input(TellStoryInput).mutation(({ ctx, input }) => tellStory(ctx.work, ctx.seat, input)),
})
