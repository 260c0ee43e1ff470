import { convening, leading, present, router } from '#server/trpc/procedures.ts'
import { theProcess } from '#server/work.ts'
import { callEverybody } from './call-everybody.ts'
import { findSessions } from './find.ts'
import { followSession } from './follow.ts'
import { handOver } from './hand-over.ts'
import {
  CallEverybodyInput,
  HandOverInput,
  MoveToStepInput,
  OpenSessionInput,
  PauseInput,
  SetDoorsInput,
  SetOpeningInput,
  TellEverybodyInput,
  TimerInput,
} from './input.ts'
import { lookTogether } from './look-together.ts'
import { moveToStep } from './move-to-step.ts'
import { sessionNow } from './now.ts'
import { openSession } from './open-session.ts'
import { readBoard } from './read-board.ts'
import { readDesk } from './read-desk.ts'
import { renewCode } from './renew-code.ts'
import { setDoors } from './set-doors.ts'
import { setOpening } from './set-opening.ts'
import { extendTimer, pauseSession, startTimer, stopTimer } from './set-timer.ts'
import { tellEverybody } from './tell-everybody.ts'

export const sessionRouter = router({
  now: present.query(({ ctx }) => lookTogether(ctx.work, ctx.onlooker.sessionId)),
  follow: present.subscription(({ ctx, signal }) => {
    const { listeners, fault } = theProcess()
    const look = () =>
      sessionNow(ctx.work, ctx.onlooker.sessionId).catch((error) => {
        fault(error, 'a look at a workshop')
        throw error
      })
    const { sessionId, stays } = ctx.onlooker
    const mayStay = async () => (await stays()) !== undefined
    const until = signal ?? AbortSignal.timeout(60_000)
    return followSession(sessionId, listeners, look, until, mayStay)
  }),
  board: present.query(({ ctx }) => readBoard(ctx.work.db, ctx.onlooker.sessionId)),
  list: leading.query(({ ctx }) => findSessions(ctx.work.db, ctx.membership.networkId)),
  open: leading
    .input(OpenSessionInput)
    .mutation(({ ctx, input }) => openSession(ctx.work, ctx.membership.networkId, input, ctx.person.userId)),
  moveToStep: convening.input(MoveToStepInput).mutation(({ ctx, input }) => moveToStep(ctx.work, ctx.convening, input)),
  pause: convening.input(PauseInput).mutation(({ ctx, input }) => pauseSession(ctx.work, ctx.convening, input)),
  startTimer: convening.input(TimerInput).mutation(({ ctx, input }) => startTimer(ctx.work, ctx.convening, input)),
  extendTimer: convening.input(TimerInput).mutation(({ ctx, input }) => extendTimer(ctx.work, ctx.convening, input)),
  stopTimer: convening.mutation(({ ctx }) => stopTimer(ctx.work, ctx.convening)),
  desk: convening.query(({ ctx }) => readDesk(ctx.work.db, ctx.convening)),
  tellEverybody: convening
    .input(TellEverybodyInput)
    .mutation(({ ctx, input }) => tellEverybody(ctx.work, ctx.convening, input)),
  callEverybody: convening
    .input(CallEverybodyInput)
    .mutation(({ ctx, input }) => callEverybody(ctx.work, ctx.convening, input)),
  renewCode: convening.mutation(({ ctx }) => renewCode(ctx.work, ctx.convening)),
  handOver: convening.input(HandOverInput).mutation(({ ctx, input }) => handOver(ctx.work, ctx.convening, input)),
  setDoors: convening.input(SetDoorsInput).mutation(({ ctx, input }) => setDoors(ctx.work, ctx.convening, input.doors)),
  setOpening: convening
    .input(SetOpeningInput)
    .mutation(({ ctx, input }) => setOpening(ctx.work, ctx.convening, input.opensAt)),
})
