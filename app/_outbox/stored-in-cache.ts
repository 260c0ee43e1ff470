import type { QueryClient } from '@tanstack/react-query'
import type { useTRPC } from '#app/_trpc/trpc.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import type { DeedOf, Entry } from './deed.ts'
import { withSignal } from './with-signal.ts'

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
  switch (deed.does) {
    case 'rate':
      return rated(here, deed, late)
    case 'add-view':
    case 'edit-view':
    case 'delete-view':
      return viewed(here, deed, late)
    case 'tell-story': {
      const { text, teller } = deed
      const queryKey = trpc.story.mine.queryKey({ sessionId })
      cache.setQueryData(queryKey, () => ({ text, teller }))
      // Told, and no story in the room's list: the two would not agree until the room's next turn.
      askAgain(cache, trpc.story.list.queryKey({ sessionId }))
      return askAgain(cache, queryKey)
    }
    case 'place-dots': {
      const queryKey = trpc.dots.mine.queryKey({ sessionId, stepId: deed.stepId, ballot: deed.ballot })
      const placed = deed.placed.filter(({ count }) => count > 0)
      cache.setQueryData(queryKey, placed)
      return askAgain(cache, queryKey)
    }
    case 'signal': {
      const queryKey = trpc.participant.signals.queryKey({ sessionId })
      cache.setQueryData(queryKey, (had = { hand: null, moreTime: false, done: false }) => withSignal(had, deed))
      return askAgain(cache, queryKey)
    }
    case 'answer-agency': {
      const queryKey = trpc.reflection.here.queryKey({ sessionId })
      cache.setQueryData(queryKey, (had) => had && { ...had, answered: true })
      return askAgain(cache, queryKey)
    }
    case 'answer-pulse': {
      const queryKey = trpc.pulse.here.queryKey({ sessionId })
      cache.setQueryData(queryKey, { answered: true })
      return askAgain(cache, queryKey)
    }
    case 'reflect':
      return askAgain(cache, trpc.reflection.here.queryKey({ sessionId }))
    case 'answer-proposition':
      return askAgain(cache, trpc.proposition.here.queryKey({ sessionId }))
    case 'propose-activity':
      return askAgain(cache, trpc.activity.planned.queryKey({ sessionId }))
    case 'suggest-backer':
      return askAgain(cache, trpc.authoriser.mySuggestions.queryKey({ sessionId }))
    case 'note-heard':
      return
  }
}

/** Asks anew, also when an answer is on its way that was given before this was stored: it would say what was. */
const askAgain = (cache: QueryClient, queryKey: readonly unknown[]): void =>
  void cache.cancelQueries({ queryKey }, { revert: false }).then(() => cache.invalidateQueries({ queryKey }))

function rated(
  { cache, trpc, sessionId }: Here,
  { does: _does, ballot, addsTo: _to, ...given }: DeedOf<'rate'>,
  late: boolean,
): void {
  const { statementId, question, round } = given
  const answer = { ...given, showing: late ? ('after' as const) : ('before' as const) }
  const queryKey = trpc.rating.mine.queryKey({ sessionId, ballot })
  const isFirst = cache.getQueryData(queryKey) === undefined
  cache.setQueryData(queryKey, (had = []) => [
    ...had.filter((one) => one.statementId !== statementId || one.question !== question || one.round !== round),
    answer,
  ])
  // Sixty phones do not ask for all their answers after each: only one that is on its way is too old, or has yet to come.
  if (isFirst || cache.isFetching({ queryKey }) > 0) askAgain(cache, queryKey)
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
  askAgain(cache, queryKey)
}
