'use client'
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
