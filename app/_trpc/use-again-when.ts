'use client'
import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'

/**
 * Asks a question again when the room's `mark` becomes another: the answer changed, and the question doesn't say so. Null as long as
 * there is nothing to ask about.
 */
export function useAgainWhen(mark: string | number | null, refetch: () => unknown): void {
  const had = useRef(mark)
  useEffect(() => {
    const before = had.current
    had.current = mark
    // What is asked for the first time is on its way already.
    if (before !== null && mark !== null && before !== mark) void refetch()
  }, [mark, refetch])
}

/** Asks a question anew: what is under way may have been read before, and a first asking would be waited for instead. */
export function useAskAnew() {
  const cache = useQueryClient()
  return ({ refetch }: { refetch(): unknown }, queryKey: QueryKey) =>
    cache.cancelQueries({ queryKey, exact: true }).then(() => refetch())
}
