'use client'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { paceOf } from '#app/_plan/pace.ts'
import type { RunSheet } from '#server/plan/run-sheet.ts'
import type { SessionNow } from '#server/session/now.ts'

const LOOK_MS = 10_000

/** The running clock against the plan, in words. */
export function Clock({ now, sheet }: { now: SessionNow; sheet: RunSheet }) {
  const t = useTranslations('runSheet')
  const [nowMs, setNowMs] = useState<number>()
  const { serverNow } = now
  useEffect(() => {
    // By the server's clock: a laptop's own may be minutes off.
    const ahead = Date.parse(serverNow) - Date.now()
    const look = () => setNowMs(Date.now() + ahead)
    look()
    const ticking = setInterval(look, LOOK_MS)
    return () => clearInterval(ticking)
  }, [serverNow])
  const pace = nowMs === undefined ? undefined : paceOf(sheet, nowMs)
  if (!pace) return <p className="muted small">{t('notBegun')}</p>
  const at = t('minutesGone', { minutes: pace.gone })
  const minutes = Math.abs(pace.ahead)
  return (
    <p className="muted small">
      {minutes === 0 ? t('onTime', { at }) : t(pace.ahead > 0 ? 'ahead' : 'behind', { at, minutes })}{' '}
      {pace.over > 0 && t('over', { minutes: pace.over })}
    </p>
  )
}
