import { useEffect } from 'react'

/** Calls back when somebody writes or chooses something at the step, wherever on the page; only while it `listens`. */
export function useWrote(listens: boolean, wrote: () => void): void {
  useEffect(() => {
    if (!listens) return
    const heard = ({ target }: Event) => {
      if ((target as Element).closest('main')) wrote()
    }
    document.addEventListener('input', heard)
    return () => document.removeEventListener('input', heard)
  })
}
