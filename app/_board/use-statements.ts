'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import type { SessionNow } from '#server/session/now.ts'

/** Which cards were turned into statements, and which number those have. */
export function useStatements({ sessionId, statements: count }: SessionNow): ReadonlyMap<string, number> {
  const trpc = useTRPC()
  const { data, refetch } = useQuery(trpc.statement.list.queryOptions({ sessionId }))
  // Whoever turns one, everybody is told how many there are.
  useEffect(() => {
    if (count > 0) void refetch()
  }, [count, refetch])
  return useMemo(
    () => new Map(data?.flatMap(({ fromCard, no }) => (fromCard ? [[fromCard, no] as const] : []))),
    [data],
  )
}
