import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { contextOf } from '#server/trpc/context.ts'
import { comesFromHere, isJson } from '#server/trpc/origin.ts'
import { headOf, isAway } from '#server/trpc/refusals.ts'
import { appRouter } from '#server/trpc/root.ts'
import { theProcess } from '#server/work.ts'

async function answer(request: Request) {
  const ours = comesFromHere(request) && (request.method !== 'POST' || isJson(request))
  if (!ours)
    return Response.json({ error: { message: 'This request did not come from our own pages.' } }, { status: 403 })
  return fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    createContext: () => contextOf(request),
    allowMethodOverride: false,
    responseMeta: headOf,
    onError: ({ error, path }) =>
      (error.code === 'INTERNAL_SERVER_ERROR' || isAway(error)) && theProcess().fault(error.cause ?? error, path ?? ''),
  })
}

export { answer as GET, answer as POST }
