import type { QueryClient } from '@tanstack/react-query'
import type { useTRPC } from '#app/_trpc/trpc.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import type { Entry } from './deed.ts'

/** Puts what the server has stored among what the page knows of one's own, so that nothing vanishes between the two. */
export function storedInCache(
  cache: QueryClient,
  trpc: ReturnType<typeof useTRPC>,
  sessionId: SessionId,
  { deed, late }: Entry,
): void {
  if (deed.does === 'rate') {
    const { statementId, question, round, answer, mandate, reason, ballot } = deed
    const given = {
      statementId,
      question,
      round,
      answer,
      mandate,
      reason,
      showing: late ? ('after' as const) : ('before' as const),
    }
    cache.setQueryData(trpc.rating.mine.queryKey({ sessionId, ballot }), (had) => [
      ...(had ?? []).filter(
        (one) => one.statementId !== statementId || one.question !== question || one.round !== round,
      ),
      given,
    ])
    return
  }
  const queryKey = trpc.view.mine.queryKey({ sessionId })
  cache.setQueryData(queryKey, (had = []) => {
    const others = had.filter(({ viewId }) => viewId !== deed.viewId)
    if (deed.does === 'delete-view') return others
    const { viewId, place, facet, text } = deed
    const view = { viewId, place, facet, text, shown: late }
    return had.length === others.length ? [...had, view] : had.map((one) => (one.viewId === viewId ? view : one))
  })
  void cache.invalidateQueries({ queryKey })
}
