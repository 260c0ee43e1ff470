import { belonging, router, seated } from '#server/trpc/procedures.ts'
import { findReflections, readPulse } from './find.ts'
import {
  MakeActivityInput,
  OneReflectionInput,
  PulseHereInput,
  ReflectHereInput,
  ShowToInput,
  WriteReflectionInput,
} from './input.ts'
import { makeActivity } from './make-activity.ts'
import { findOwnMinute, pulseHere, reflectHere } from './reflect-here.ts'
import { showTo, withdrawReflection, writeReflection } from './write-reflection.ts'

export const reflectionRouter = router({
  here: seated.query(({ ctx }) => findOwnMinute(ctx.work.db, ctx.seat)),
  writeHere: seated.input(ReflectHereInput).mutation(({ ctx, input }) => reflectHere(ctx.work, ctx.seat, input)),
  pulseHere: seated.input(PulseHereInput).mutation(({ ctx, input }) => pulseHere(ctx.work, ctx.seat, input)),
  list: belonging.query(({ ctx }) => findReflections(ctx.work.db, ctx.membership)),
  pulse: belonging.query(({ ctx }) => readPulse(ctx.work.db, ctx.membership)),
  write: belonging
    .input(WriteReflectionInput)
    .mutation(({ ctx, input }) => writeReflection(ctx.work, ctx.membership, input)),
  showTo: belonging.input(ShowToInput).mutation(({ ctx, input }) => showTo(ctx.work, ctx.membership, input)),
  withdraw: belonging
    .input(OneReflectionInput)
    .mutation(({ ctx, input }) => withdrawReflection(ctx.work, ctx.membership, input.reflectionId)),
  makeActivity: belonging
    .input(MakeActivityInput)
    .mutation(({ ctx, input }) => makeActivity(ctx.work, ctx.membership, input)),
})
