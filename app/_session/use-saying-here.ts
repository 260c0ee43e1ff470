import { useEffect } from 'react'
import { onWake } from '#app/_outbox/wake.ts'
import { HERE_EVERY_MS } from '#server/vocabulary/silence.ts'

/** Says every few seconds that this page is there, so that the convenor sees how many are cut off. Nothing waits for an answer. */
export function useSayingHere(sessionId: string): void {
  useEffect(() => {
    const say = () => void navigator.sendBeacon(`/api/here/${sessionId}`)
    say()
    const saying = setInterval(say, HERE_EVERY_MS)
    const wakeNoMore = onWake(say)
    return () => {
      clearInterval(saying)
      wakeNoMore()
    }
  }, [sessionId])
}

/** The same as a part of a page that is seen by nobody. */
export function SayingHere({ sessionId }: { sessionId: string }): null {
  useSayingHere(sessionId)
  return null
}
