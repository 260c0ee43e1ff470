'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

/** The name of whoever wrote a card, by its author's seat: only where the workshop shows names. */
export function useNames(now: SessionNow): (seatId: string) => string {
  const trpc = useTRPC()
  const enabled = now.attribution === 'names'
  const names = useQuery({ ...trpc.participant.names.queryOptions({ sessionId: now.sessionId as SessionId }), enabled })
  const { refetch } = names
  const { count } = now.people
  useEffect(() => {
    if (enabled && count >= 0) void refetch()
  }, [enabled, count, refetch])
  const byId = new Map<string, string>(names.data?.map(({ seatId, name }) => [seatId, name]))
  return (seatId) => byId.get(seatId) ?? ''
}
