'use client'
import { useEffect, useRef } from 'react'

/**
 * Says of a part of the page that the server draws by itself whether the program listens there yet: first in it, and seen by
 * nobody. Until no part is deaf, the page holds what is pressed (hold-early.ts).
 */
export function Listening() {
  const sign = useRef<HTMLTemplateElement>(null)
  // Once everything of this part is there.
  useEffect(() => sign.current?.removeAttribute('data-deaf'), [])
  return <template ref={sign} data-deaf="" />
}
