'use client'
import { useEffect, useRef, useState } from 'react'
import type { SessionNow } from '#server/session/now.ts'
import { aheadBy, type Heard, hearClock, secondsLeft } from '#server/vocabulary/server-clock.ts'

/** Seconds that are left, and of how many; undefined while no timer runs, and before this screen has looked at its clock. */
export interface Left {
  readonly seconds: number
  readonly whole: number
}

/** What a workshop's timer has left, by the server's clock: how wrong this screen's own is does not matter. */
export function useSecondsLeft({ timer, pausedAt, serverNow }: SessionNow, heardAtMs?: number): Left | undefined {
  const heard = useRef<Heard>([])
  const [nowMs, setNowMs] = useState<number>()
  useEffect(() => {
    heard.current = hearClock(heard.current, Date.parse(serverNow), heardAtMs ?? Date.now())
  }, [serverNow, heardAtMs])
  useEffect(() => {
    if (!timer) return
    const look = () => setNowMs(Date.now() + aheadBy(heard.current))
    look()
    const ticking = setInterval(look, 500)
    return () => clearInterval(ticking)
  }, [timer])
  if (!timer || nowMs === undefined) return undefined
  const at = pausedAt ? Date.parse(pausedAt) : nowMs
  const [from, ends] = [Date.parse(timer.from), Date.parse(timer.ends)]
  return { seconds: secondsLeft(ends, at), whole: Math.round((ends - from) / 1_000) }
}
