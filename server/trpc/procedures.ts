import { initTRPC } from '@trpc/server'
import { z } from 'zod'
import { seatOf } from '#server/auth/seat.ts'
import { conveningOf, membershipAround, membershipIn, whoIs } from '#server/auth/who-is.ts'
import { refuse } from '#server/refusal.ts'
import { convenes } from '#server/vocabulary/role.ts'
import { makeAtMostOnce } from './at-most-once.ts'
import type { Context } from './context.ts'
import { idOf } from './ids.ts'
import { asTrpcError, refusalShape } from './refusals.ts'

const trpc = initTRPC.context<Context>().create({
  // Whoever follows takes twelve seconds of silence for a dead line (app/_session/follow.ts).
  sse: { ping: { enabled: true, intervalMs: 5_000 } },
  // What went wrong inside is for the log alone: it may hold what people wrote.
  errorFormatter: ({ shape, error }) => ({
    message: error.code === 'INTERNAL_SERVER_ERROR' ? 'Something went wrong on our side.' : shape.message,
    code: shape.code,
    data: { code: shape.data.code, httpStatus: shape.data.httpStatus, path: shape.data.path, ...refusalShape(error) },
  }),
})

export const router = trpc.router

const OfSession = z.object({ sessionId: idOf<'session'>() })
const OfNetwork = z.object({ networkId: idOf<'network'>() })

// A process that runs on when the hours change, or the clock is set, counts on.
const atMostOnce = makeAtMostOnce(() => performance.now())

/** Anybody may ask. Refusals become tRPC errors here, once for all; what is sent again because its answer was lost is done once. */
export const open = trpc.procedure
  .use(async ({ next }) => {
    const result = await next()
    if (!result.ok) {
      const error = asTrpcError(result.error.cause)
      if (error instanceof Error && error !== result.error.cause) throw error
    }
    return result
  })
  .use(({ ctx, type, path, batchIndex, next }) => {
    const name = type === 'mutation' ? ctx.deeds?.split(',')[batchIndex] : undefined
    return name ? atMostOnce({ name, of: `${path} ${ctx.cookies}` }, () => next()) : next()
  })

/** For those who hold a seat in the session that the input names: hands the verb the proof. */
export const seated = open.input(OfSession).use(async ({ ctx, input, next }) => {
  const seat = await seatOf(ctx.work.db, input.sessionId, ctx.cookies, ctx.secret)
  if (!seat) throw refuse('not_found')
  return next({ ctx: { ...ctx, seat } })
})

/** For those who are signed in. */
export const signedIn = open.use(async ({ ctx, next }) => {
  const person = await whoIs(ctx.work.db, ctx.work.clock, ctx.cookies)
  if (!person) throw refuse('signed_out')
  return next({ ctx: { ...ctx, person } })
})

/** For those who may run the session that the input names. Others learn nothing of it. */
export const convening = signedIn.input(OfSession).use(async ({ ctx, input, next }) => {
  const convening = await conveningOf(ctx.work.db, ctx.person, input.sessionId)
  if (!convening) throw refuse('not_found')
  return next({ ctx: { ...ctx, convening } })
})

/** For those who belong to the network that the input names, in any role. */
export const belonging = signedIn.input(OfNetwork).use(async ({ ctx, input, next }) => {
  const membership = await membershipIn(ctx.work.db, ctx.person, input.networkId)
  if (!membership) throw refuse('not_found')
  return next({ ctx: { ...ctx, membership } })
})

/** For those who run the network that the input names. */
export const leading = belonging.use(({ ctx, next }) => {
  if (!convenes(ctx.membership.role)) throw refuse('convenors_only')
  return next()
})

/** For those who belong to the network around the session that the input names: the history's readers. */
export const remembering = signedIn.input(OfSession).use(async ({ ctx, input, next }) => {
  const membership = await membershipAround(ctx.work.db, ctx.person, input.sessionId)
  if (!membership) throw refuse('not_found')
  return next({ ctx: { ...ctx, membership } })
})

/** For whoever may look at the running session: a seat in it, or a member of its network who runs it. */
export const present = open.input(OfSession).use(async ({ ctx, input, next }) => {
  const sessionId = input.sessionId
  const seat = await seatOf(ctx.work.db, sessionId, ctx.cookies, ctx.secret)
  if (seat)
    return next({
      ctx: {
        ...ctx,
        onlooker: {
          ...{ networkId: seat.networkId, sessionId },
          stays: () => seatOf(ctx.work.db, sessionId, ctx.cookies, ctx.secret),
        },
      },
    })
  const person = await whoIs(ctx.work.db, ctx.work.clock, ctx.cookies)
  const convening = person && (await conveningOf(ctx.work.db, person, sessionId))
  if (!convening) throw refuse('not_found')
  const stays = () => conveningOf(ctx.work.db, person, sessionId)
  return next({ ctx: { ...ctx, onlooker: { networkId: convening.networkId, sessionId, stays } } })
})
