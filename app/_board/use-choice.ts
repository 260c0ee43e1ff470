'use client'
import { startTransition, useCallback, useState } from 'react'

/** What one chose, shown at once where it is chosen, and what the three hundred cards are laid by, which follows. */
export interface Choice<T> {
  readonly chosen: T
  readonly laid: T
  choose(next: T): void
}

/**
 * A choice that much is drawn by. It follows as a transition and not as a deferred value: that gives way to whatever others do, who
 * with sixty at the board never leave off.
 */
export function useChoice<T>(first: T): Choice<T> {
  const [chosen, setChosen] = useState(first)
  const [laid, lay] = useState(first)
  const choose = useCallback((next: T) => {
    setChosen(() => next)
    startTransition(() => lay(() => next))
  }, [])
  return { chosen, laid, choose }
}
