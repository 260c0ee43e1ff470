'use client'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { SessionNow } from '#server/session/now.ts'
import { type Announced, announced } from '#server/vocabulary/server-clock.ts'
import { type Left, useSecondsLeft } from './use-seconds.ts'

/**
 * What is left of the time that the convenor gave. It binds nobody: at zero it says so, and people go on. Read out at half,
 * at one minute and at the end, and at no other time. `quiet` leaves the reading out, where another screen does it. `heardAtMs`
 * is when this screen heard `now`, where that was before the timer was there.
 */
export function Timer({ now, quiet = false, heardAtMs }: { now: SessionNow; quiet?: boolean; heardAtMs?: number }) {
  const t = useTranslations('timer')
  const left = useSecondsLeft(now, heardAtMs)
  const said = useAnnounced(now.timer?.from, left)
  const minutes = Math.ceil((left?.seconds ?? 0) / 60)
  const words = { half: t('half', { minutes }), 'one-minute': t('oneMinute'), over: t('over') }
  return (
    <>
      {left && (
        <span className="timer" role="timer" aria-label={t('name')} data-over={left.seconds === 0 || undefined}>
          {left.seconds === 0
            ? t('overShort')
            : t('left', {
                minutes: Math.floor(left.seconds / 60),
                seconds: String(left.seconds % 60).padStart(2, '0'),
              })}
        </span>
      )}
      {!quiet && (
        <span className="unseen" role="status">
          {said && words[said]}
        </span>
      )}
    </>
  )
}

/** What was to be said last of the timer that began at `from`. */
function useAnnounced(from: string | undefined, left: Left | undefined): Announced | undefined {
  const before = useRef<{ from: string | undefined; seconds: number }>({ from: undefined, seconds: 0 })
  const [said, setSaid] = useState<Announced>()
  const { seconds, whole } = left ?? {}
  useEffect(() => {
    if (seconds === undefined || whole === undefined) return setSaid(undefined)
    const had = before.current
    before.current = { from, seconds }
    // A timer that is new here has passed nothing yet.
    if (had.from !== from) return setSaid(undefined)
    const what = announced(whole, had.seconds, seconds)
    if (what) setSaid(what)
  }, [from, seconds, whole])
  return said
}
