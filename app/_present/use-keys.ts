'use client'
import { useEffect, useRef } from 'react'

/** What a key does, by its name; letters in lower case. */
export type Keys = Readonly<Record<string, () => void>>

/** Listens to the keys of the whole page. What is held with Control, Alt or Command is the browser's own. */
export function useKeys(keys: Keys): void {
  const newest = useRef(keys)
  useEffect(() => {
    newest.current = keys
  })
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return
      const name = event.key.length === 1 ? event.key.toLowerCase() : event.key
      const deed = newest.current[name]
      if (!deed) return
      event.preventDefault()
      deed()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [])
}
