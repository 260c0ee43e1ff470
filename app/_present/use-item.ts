'use client'
import { useState } from 'react'
import { useKeys } from './use-keys.ts'

/** Which of `count` things is shown: on with → or Page Down, back with ← or Page Up, as a hand-held remote sends them. */
export function useItem(count: number): { at: number; last: number; go(step: 1 | -1): void } {
  const [wanted, setWanted] = useState(0)
  const last = Math.max(0, count - 1)
  const at = Math.min(wanted, last)
  const go = (step: 1 | -1) => setWanted(Math.min(last, Math.max(0, at + step)))
  const [on, back] = [() => go(1), () => go(-1)]
  useKeys({ ArrowRight: on, PageDown: on, ArrowLeft: back, PageUp: back })
  return { at, last, go }
}
