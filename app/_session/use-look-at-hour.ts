'use client'
import { useEffect, useRef } from 'react'
import type { SessionNow } from '#server/session/now.ts'

// Browsers wait no longer than some 24 days; whoever looks too early is told the hour again, and waits on.
const LONGEST_MS = 24 * 3_600_000

/** Looks again when the hour has come at which the door opens: nobody is told of that, for nobody does it. */
export function useLookAtHour({ opensAt, serverNow }: Pick<SessionNow, 'opensAt' | 'serverNow'>, look: () => void) {
  const newest = useRef(look)
  useEffect(() => {
    newest.current = look
  })
  useEffect(() => {
    if (!opensAt) return
    // By the server's clock. A moment more, so that the look does not come just before.
    const leftMs = Date.parse(opensAt) - Date.parse(serverNow) + 50
    const waiting = setTimeout(() => newest.current(), Math.min(Math.max(leftMs, 0), LONGEST_MS))
    return () => clearTimeout(waiting)
  }, [opensAt, serverNow])
}
