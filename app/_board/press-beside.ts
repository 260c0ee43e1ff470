'use client'
import { type RefObject, useEffect } from 'react'

/**
 * A press beside what is open over the page closes it, as browsers do with a popover, and presses nothing that lies beneath: whoever
 * only wants the menu gone would open or move what they happen to hit.
 */
export function usePressBeside(open: RefObject<Element | null>): void {
  useEffect(() => {
    const pressed = ({ target }: Event) => {
      if (!(target instanceof Node) || open.current?.contains(target) !== false) return
      const done = new AbortController()
      const once = { capture: true, signal: done.signal }
      // What is open is gone by then, and so may be who drew it.
      window.addEventListener(
        'click',
        (click) => {
          click.preventDefault()
          click.stopPropagation()
          done.abort()
        },
        once,
      )
      // A finger that scrolls clicks nothing, and what is pressed next is meant.
      for (const sign of ['pointerdown', 'pointercancel', 'keydown'])
        document.addEventListener(sign, () => done.abort(), once)
    }
    document.addEventListener('pointerdown', pressed, true)
    return () => document.removeEventListener('pointerdown', pressed, true)
  }, [open])
}
