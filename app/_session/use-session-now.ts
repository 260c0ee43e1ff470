'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { useEffect, useState } from 'react'
import { refusalOf } from '#app/_trpc/refusal-of.ts'
import { useTRPC } from '#app/_trpc/trpc.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

const POLL_MS = 3_000

/** How a screen hears of changes: told at once, asking every three seconds, not reaching the server, or shown out. */
export type Hearing = 'live' | 'asking' | 'cut-off' | 'shown-out'

/**
 * Where the workshop stands, kept fresh: by server-sent events, and by asking every three seconds while those don't come
 * through (some venues' networks swallow them). Begins with what the page was rendered with.
 */
export function useSessionNow(sessionId: SessionId, first: SessionNow): { now: SessionNow; hearing: Hearing } {
  const trpc = useTRPC()
  const cache = useQueryClient()
  const [told, setTold] = useState(false)
  const question = trpc.session.now.queryOptions({ sessionId })

  const stream = useSubscription(
    trpc.session.follow.subscriptionOptions(
      { sessionId },
      {
        onData: (now) => {
          setTold(true)
          cache.setQueryData(question.queryKey, (had) => (had && had.stepNo > now.stepNo ? had : now))
        },
      },
    ),
  )
  const live = told && stream.status === 'pending'
  const asked = useQuery({
    ...question,
    initialData: first,
    refetchInterval: ({ state }) => (live || refusalOf(state.error) ? false : POLL_MS),
    refetchIntervalInBackground: false,
    refetchOnReconnect: true,
  })
  useAskOnReturn(() => void asked.refetch())
  // A refusal is an answer: the server is there, and says that this seat is not.
  if (!live && refusalOf(asked.error)) return { now: asked.data, hearing: 'shown-out' }
  return { now: asked.data, hearing: live ? 'live' : asked.isError || asked.isPaused ? 'cut-off' : 'asking' }
}

/** Asks again when the screen is looked at again: a phone that slept may have missed everything. */
function useAskOnReturn(ask: () => void) {
  useEffect(() => {
    const returned = () => document.visibilityState === 'visible' && ask()
    document.addEventListener('visibilitychange', returned)
    window.addEventListener('pageshow', returned)
    return () => {
      document.removeEventListener('visibilitychange', returned)
      window.removeEventListener('pageshow', returned)
    }
  })
}
