'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { walkOf } from '#app/_plan/walk.ts'
import { useTRPC } from '#app/_trpc/trpc.ts'
import type { DottedThing } from '#server/dots/find.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

/** What dots can be put on at this step; looked at again when the dots are shown, or go on something else, or what they can be put on is more, less or said otherwise. */
export function useThings(now: SessionNow): readonly DottedThing[] | undefined {
  const trpc = useTRPC()
  const { at } = walkOf(now)
  const things = useQuery({
    ...trpc.dots.things.queryOptions({ sessionId: now.sessionId as SessionId }),
    enabled: at?.kind === 'dots',
    refetchOnMount: 'always',
  })
  const { refetch } = things
  const { statementsRead, written } = now
  const shown = at?.dotsShown ?? false
  const on = at?.dotsOn ?? ''
  useEffect(() => {
    const known = shown !== undefined && on !== undefined
    if (known && statementsRead !== null && written.activities >= 0 && written.checking >= 0) void refetch()
  }, [statementsRead, written.activities, written.checking, shown, on, refetch])
  return at?.kind === 'dots' ? things.data : undefined
}
