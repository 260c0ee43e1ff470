import { refuse } from '#server/refusal.ts'
import { convening, present, router } from '#server/trpc/procedures.ts'
import { NameNoteTakerInput, WriteOutcomeInput } from './input.ts'
import { writingIn } from './may.ts'
import { findNoteTakers, nameNoteTaker } from './note-takers.ts'
import { readTalk } from './read-talk.ts'
import { writeOutcome } from './write-outcome.ts'

/** For those who run the session that the input names, and those who take notes in it. */
const writing = present.use(async ({ ctx, next }) => {
  const writing = await writingIn(ctx, ctx.onlooker.sessionId)
  if (!writing) throw refuse('talk.writers_only')
  return next({ ctx: { ...ctx, writing } })
})

export const talkRouter = router({
  list: present.query(({ ctx }) => readTalk(ctx, ctx.onlooker)),
  write: writing.input(WriteOutcomeInput).mutation(({ ctx, input }) => writeOutcome(ctx.work, ctx.writing, input)),
  noteTakers: convening.query(({ ctx }) => findNoteTakers(ctx.work.db, ctx.convening)),
  nameNoteTaker: convening
    .input(NameNoteTakerInput)
    .mutation(({ ctx, input }) => nameNoteTaker(ctx.work, ctx.convening, input)),
})
