import type { QueryClient } from '@tanstack/react-query'
import type { useTRPC } from '#app/_trpc/trpc.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import type { DeedOf, Entry } from './deed.ts'

interface Here {
  cache: QueryClient
  trpc: ReturnType<typeof useTRPC>
  sessionId: SessionId
}

/** Puts what the server has stored among what the page knows of one's own, so that nothing vanishes between the two. */
export function storedInCache(
  cache: QueryClient,
  trpc: ReturnType<typeof useTRPC>,
  sessionId: SessionId,
  { deed, late }: Entry,
): void {
  const here = { cache, trpc, sessionId }
  const askAgain = (queryKey: readonly unknown[]) => void cache.invalidateQueries({ queryKey })
  switch (deed.does) {
    case 'rate':
      return rated(here, deed, late)
    case 'add-view':
    case 'edit-view':
    case 'delete-view':
      return viewed(here, deed, late)
    case 'tell-story': {
      const { text, teller } = deed
      return void cache.setQueryData(trpc.story.mine.queryKey({ sessionId }), () => ({ text, teller }))
    }
    case 'place-dots':
      return void cache.setQueryData(
        trpc.dots.mine.queryKey({ sessionId, ballot: deed.ballot }),
        deed.placed.filter(({ count }) => count > 0),
      )
    case 'signal': {
      const { kind, up } = deed
      const queryKey = trpc.participant.signals.queryKey({ sessionId })
      cache.setQueryData(queryKey, (had = { hand: null, moreTime: false }) =>
        kind === 'hand' ? { ...had, hand: up ? (had.hand ?? 0) : null } : { ...had, moreTime: up },
      )
      return askAgain(queryKey)
    }
    case 'answer-agency': {
      const queryKey = trpc.reflection.here.queryKey({ sessionId })
      cache.setQueryData(queryKey, (had) => had && { ...had, answered: true })
      return askAgain(queryKey)
    }
    case 'answer-pulse':
      return void cache.setQueryData(trpc.pulse.here.queryKey({ sessionId }), { answered: true })
    case 'reflect':
      return askAgain(trpc.reflection.here.queryKey({ sessionId }))
    case 'answer-proposition':
      return askAgain(trpc.proposition.here.queryKey({ sessionId }))
    case 'propose-activity':
      return askAgain(trpc.activity.planned.queryKey({ sessionId }))
    case 'suggest-backer':
      return askAgain(trpc.authoriser.mySuggestions.queryKey({ sessionId }))
    case 'note-heard':
      return
  }
}

function rated(
  { cache, trpc, sessionId }: Here,
  { does: _does, ballot, ...given }: DeedOf<'rate'>,
  late: boolean,
): void {
  const { statementId, question, round } = given
  const answer = { ...given, showing: late ? ('after' as const) : ('before' as const) }
  cache.setQueryData(trpc.rating.mine.queryKey({ sessionId, ballot }), (had = []) => [
    ...had.filter((one) => one.statementId !== statementId || one.question !== question || one.round !== round),
    answer,
  ])
}

function viewed(
  { cache, trpc, sessionId }: Here,
  deed: DeedOf<'add-view' | 'edit-view' | 'delete-view'>,
  late: boolean,
): void {
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
