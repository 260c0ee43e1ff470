'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

/**
 * What the room was shown of its answers. When the convenor lets other reasons be read, these alone are asked for again: every
 * phone does so at once, and the report is many times as large.
 */
export function useShown(now: SessionNow) {
  const { disagreement } = useTRPC()
  const asks = { sessionId: now.sessionId as SessionId }
  const { data } = useQuery({
    ...disagreement.shown.queryOptions(asks),
    enabled: now.shownRound > 0,
    refetchOnMount: 'always',
  })
  const { reasonsRead } = now.written
  const had = useRef(reasonsRead)
  const [isOvertaken, setOvertaken] = useState(false)
  const reasons = useQuery({ ...disagreement.reasons.queryOptions(asks), enabled: isOvertaken })
  const { refetch } = reasons
  useEffect(() => {
    if (had.current === reasonsRead) return
    had.current = reasonsRead
    setOvertaken(true)
    void refetch()
  }, [reasonsRead, refetch])
  // What was kept of an earlier look may hold reasons that were hidden since.
  const other = reasons.isFetchedAfterMount ? reasons.data : undefined
  return data && other ? { ...data, reasons: other } : data
}
