import { belonging, leading, router, seated } from '#server/trpc/procedures.ts'
import { findHeard } from './find.ts'
import { heardHere } from './heard-here.ts'
import { AnswerInput, HeardHereInput, JoinNotesInput, NoteHeardInput, TakeOutInput } from './input.ts'
import { answerNotes, joinNotes, takeOut } from './join-notes.ts'
import { noteHeard } from './note-heard.ts'
import { suggestJoins } from './suggest.ts'

export const intelligenceRouter = router({
  heard: belonging.query(({ ctx }) => findHeard(ctx.work.db, ctx.membership, ctx.work.clock.now())),
  noteHere: seated.input(HeardHereInput).mutation(({ ctx, input }) => heardHere(ctx.work, ctx.seat, input)),
  note: belonging.input(NoteHeardInput).mutation(({ ctx, input }) => noteHeard(ctx.work, ctx.membership, input)),
  suggestions: leading.query(({ ctx }) => suggestJoins(ctx.work.db, ctx.membership)),
  join: leading.input(JoinNotesInput).mutation(({ ctx, input }) => joinNotes(ctx.work, ctx.membership, input)),
  takeOut: leading.input(TakeOutInput).mutation(({ ctx, input }) => takeOut(ctx.work, ctx.membership, input)),
  answer: leading.input(AnswerInput).mutation(({ ctx, input }) => answerNotes(ctx.work, ctx.membership, input)),
})
