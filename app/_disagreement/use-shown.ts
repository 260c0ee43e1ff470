'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

/** What the room was shown of its answers, asked for again when the convenor lets other reasons be read. */
export function useShown(now: SessionNow) {
  const shown = useQuery({
    ...useTRPC().disagreement.shown.queryOptions({ sessionId: now.sessionId as SessionId }),
    enabled: now.shownRound > 0,
    refetchOnMount: 'always',
  })
  const { refetch } = shown
  const { reasonsRead } = now.written
  const had = useRef(reasonsRead)
  useEffect(() => {
    if (had.current === reasonsRead) return
    had.current = reasonsRead
    void refetch()
  }, [reasonsRead, refetch])
  return shown
}
