'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { useEffect, useRef, useState } from 'react'
import { onWake } from '#app/_outbox/wake.ts'
import { isWalled } from '#app/_trpc/reach.ts'
import { refusalOf } from '#app/_trpc/refusal-of.ts'
import { useTRPC } from '#app/_trpc/trpc.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

const POLL_MS = 3_000

/**
 * How a screen hears of changes: told at once, asking every three seconds, not reaching the server, reaching a network's own
 * sign-in page instead, or shown out.
 */
export type Hearing = 'live' | 'asking' | 'cut-off' | 'walled' | 'shown-out'

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
    // Asked again in three seconds anyway, and nobody should wait longer to read that they are cut off.
    retry: false,
    refetchInterval: ({ state }) => (live || refusalOf(state.error) ? false : POLL_MS),
    refetchIntervalInBackground: false,
    refetchOnReconnect: true,
  })
  useLookOnWake((slept) => {
    void asked.refetch()
    // A stream that slept may be dead and not know it: it is made anew instead of believed.
    if (slept) stream.reset()
  })
  // A refusal is an answer: the server is there, and says that this seat is not.
  if (!live && refusalOf(asked.error)) return { now: asked.data, hearing: 'shown-out' }
  if (!live && isWalled(asked.error)) return { now: asked.data, hearing: 'walled' }
  return { now: asked.data, hearing: live ? 'live' : asked.isError || asked.isPaused ? 'cut-off' : 'asking' }
}

/** Looks again when the screen is looked at again: a phone that slept may have missed everything. */
function useLookOnWake(look: (slept: boolean) => void) {
  const newest = useRef(look)
  useEffect(() => {
    newest.current = look
  })
  useEffect(() => onWake((slept) => newest.current(slept)), [])
}
