import { findSession } from '#server/session/find.ts'
import { belonging, present, router, seated } from '#server/trpc/procedures.ts'
import { findAims } from './aims.ts'
import { callOffActivity, changeActivity, finishActivity, relabelActivity } from './change-activity.ts'
import { openActivity } from './find.ts'
import {
  CallOffActivityInput,
  ChangeActivityInput,
  FinishActivityInput,
  LogActivityInput,
  OneActivityInput,
  PlanActivityInput,
  ProposeActivityInput,
  RelabelActivityInput,
} from './input.ts'
import { logActivity, planActivity } from './log-activity.ts'
import { findPlanned, proposeActivity } from './propose-activity.ts'
import { readAlignment } from './read-alignment.ts'

export const activityRouter = router({
  planned: present.query(async ({ ctx }) =>
    findPlanned(ctx.work.db, await findSession(ctx.work.db, ctx.onlooker.sessionId)),
  ),
  propose: seated.input(ProposeActivityInput).mutation(({ ctx, input }) => proposeActivity(ctx.work, ctx.seat, input)),
  alignment: belonging.query(({ ctx }) => readAlignment(ctx.work, ctx.membership)),
  aims: belonging.query(({ ctx }) => findAims(ctx.work.db, ctx.membership)),
  open: belonging
    .input(OneActivityInput)
    .query(({ ctx, input }) => openActivity(ctx.work.db, ctx.membership, input.activityId)),
  log: belonging.input(LogActivityInput).mutation(({ ctx, input }) => logActivity(ctx.work, ctx.membership, input)),
  plan: belonging.input(PlanActivityInput).mutation(({ ctx, input }) => planActivity(ctx.work, ctx.membership, input)),
  finish: belonging
    .input(FinishActivityInput)
    .mutation(({ ctx, input }) => finishActivity(ctx.work, ctx.membership, input)),
  change: belonging
    .input(ChangeActivityInput)
    .mutation(({ ctx, input }) => changeActivity(ctx.work, ctx.membership, input)),
  relabel: belonging
    .input(RelabelActivityInput)
    .mutation(({ ctx, input }) => relabelActivity(ctx.work, ctx.membership, input)),
  callOff: belonging
    .input(CallOffActivityInput)
    .mutation(({ ctx, input }) => callOffActivity(ctx.work, ctx.membership, input)),
})
