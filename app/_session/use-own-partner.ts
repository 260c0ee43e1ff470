'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { untilAnswered } from '#app/_trpc/trpc-provider.tsx'
import type { SessionNow } from '#server/session/now.ts'
import type { PartnerId, SeatId, SessionId } from '#server/vocabulary/ids.ts'
import type { Me } from './me.ts'

/**
 * Whom somebody speaks for by now: the convenor may have let their organisation in, corrected it, or made their place one with
 * another since the page was opened. What they are told of who sees what they write hangs on it.
 */
export function useOwnPartner(now: SessionNow, { seatId, name, partnerId }: Me): string | null {
  const trpc = useTRPC()
  const own = useQuery({
    ...trpc.participant.me.queryOptions({ sessionId: now.sessionId as SessionId }),
    initialData: { seatId: seatId as SeatId, name, partnerId: partnerId as PartnerId | null },
    staleTime: Number.POSITIVE_INFINITY,
    // Whoever waits to be let in asks now and then whether they are.
    refetchInterval: (query) => (query.state.data?.partnerId ? untilAnswered(query) : 3_000),
  })
  const is = own.data.partnerId
  const here = now.people.partners.find(({ id }) => id === is)?.here ?? 0
  const before = useRef(here)
  const { refetch } = own
  // Somebody of one's organisation is there no more: it may be oneself.
  useEffect(() => {
    if (here < before.current) void refetch()
    before.current = here
  }, [here, refetch])
  return is
}
