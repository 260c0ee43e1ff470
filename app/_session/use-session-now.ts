'use client'
import { replaceEqualDeep, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { onWake } from '#app/_outbox/wake.ts'
import { isWalled } from '#app/_trpc/reach.ts'
import { refusalOf } from '#app/_trpc/refusal-of.ts'
import { useTRPC } from '#app/_trpc/trpc.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { follow } from './follow.ts'

const POLL_MS = 3_000

/**
 * How a screen hears of changes: nobody knows yet, told at once, asking every three seconds, not reaching the server, reaching a network's own
 * sign-in page instead, or shown out.
 */
export type Hearing = 'opening' | 'live' | 'asking' | 'cut-off' | 'walled' | 'shown-out'

/**
 * Where the workshop stands, kept fresh: by server-sent events, and by asking every three seconds while those don't come
 * through (some venues' networks swallow them). Begins with what the page was rendered with. `heardAtMs`: when this screen
 * heard it, by its own clock.
 */
export function useSessionNow(
  sessionId: SessionId,
  first: SessionNow,
): { now: SessionNow; hearing: Hearing; heardAtMs: number } {
  const trpc = useTRPC()
  const { line, again } = useFollowing(sessionId)
  const live = line === 'live'
  const asked = useQuery({
    ...trpc.session.now.queryOptions({ sessionId }),
    initialData: first,
    // What was told since may be ahead of an answer that was under way: nobody is taken back to the step before.
    structuralSharing: (had, next) => later(had as SessionNow | undefined, next as SessionNow),
    // Asked again in three seconds anyway, and nobody should wait longer to read that they are cut off.
    retry: false,
    refetchInterval: ({ state }) => (live || refusalOf(state.error) ? false : POLL_MS),
    refetchIntervalInBackground: false,
    refetchOnReconnect: true,
  })
  useLookOnWake((slept) => {
    void asked.refetch()
    // A stream that slept may be dead and not know it: it is made anew instead of believed.
    if (slept) again()
  })
  return { now: asked.data, hearing: live ? 'live' : hearingOf(asked, line), heardAtMs: asked.dataUpdatedAt }
}

function hearingOf(
  { error, isError, isPaused }: { error: unknown; isError: boolean; isPaused: boolean },
  line: 'opening' | 'lost',
): Hearing {
  // A refusal is an answer: the server is there, and says that this seat is not.
  if (refusalOf(error)) return 'shown-out'
  if (isWalled(error)) return 'walled'
  if (isError || isPaused) return 'cut-off'
  return line === 'opening' ? 'opening' : 'asking'
}

// No answer is under way for longer (app/_trpc/reach.ts). What seems older than that comes from a clock that was set back, or
// from data that was: it is believed.
const UNDER_WAY_MS = 15_000

/** The later of two looks: the one further on, and at one step the one that the server took last. */
export function later(had: SessionNow | undefined, next: SessionNow): SessionNow {
  const olderMs = had ? Date.parse(had.serverNow) - Date.parse(next.serverNow) : 0
  const isBehind = had && (had.stepNo > next.stepNo || (had.stepNo === next.stepNo && olderMs > 0))
  return isBehind && Math.abs(olderMs) < UNDER_WAY_MS ? had : replaceEqualDeep(had, next)
}

/**
 * Whether a line is open by which the server tells at once; what it tells goes where the question's answers are. A line that
 * has not come through when the screen asks for the first time counts as none.
 */
function useFollowing(sessionId: SessionId): { line: 'opening' | 'live' | 'lost'; again: () => void } {
  const trpc = useTRPC()
  const cache = useQueryClient()
  const [is, setLine] = useState<'opening' | 'live' | 'lost'>('opening')
  const line = useRef<() => void>(undefined)
  const again = useCallback(() => {
    line.current?.()
    setLine((had) => (had === 'live' ? 'lost' : had))
    line.current = follow(sessionId, {
      told: (now) => {
        setLine('live')
        cache.setQueryData(trpc.session.now.queryKey({ sessionId }), now)
      },
      lost: () => setLine('lost'),
    })
  }, [sessionId, trpc, cache])
  useEffect(() => {
    again()
    const longEnough = setTimeout(() => setLine((had) => (had === 'opening' ? 'lost' : had)), POLL_MS)
    return () => {
      clearTimeout(longEnough)
      line.current?.()
    }
  }, [again])
  return { line: is, again }
}

/** Looks again when the screen is looked at again: a phone that slept may have missed everything. */
function useLookOnWake(look: (slept: boolean) => void) {
  const newest = useRef(look)
  useEffect(() => {
    newest.current = look
  })
  useEffect(() => onWake((slept) => newest.current(slept)), [])
}
