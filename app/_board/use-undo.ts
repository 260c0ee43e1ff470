'use client'
import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react'
import type * as Y from 'yjs'
import type { Step } from '#server/vocabulary/step.ts'

/** Whether there is something of one's own to take back, or to do again. What was done at an earlier step is neither. */
export function useUndo(undoer: Y.UndoManager | undefined, step: Step): { canUndo: boolean; canRedo: boolean } {
  const last = useRef(step)
  useEffect(() => {
    if (last.current !== step) undoer?.clear()
    last.current = step
  }, [step, undoer])
  const listen = useCallback(
    (changed: () => void) => {
      const signs = ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const
      for (const sign of signs) undoer?.on(sign, changed)
      return () => {
        for (const sign of signs) undoer?.off(sign, changed)
      }
    },
    [undoer],
  )
  return {
    canUndo: useSyncExternalStore(
      listen,
      () => undoer?.canUndo() ?? false,
      () => false,
    ),
    canRedo: useSyncExternalStore(
      listen,
      () => undoer?.canRedo() ?? false,
      () => false,
    ),
  }
}
