'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useLookAtHour } from '#app/_session/use-look-at-hour.ts'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { sayLongDayOf, sayTime } from '#app/_words/say-day.ts'
import type { SessionNow } from '#server/session/now.ts'
import { dayAt } from '#server/vocabulary/day.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

/** When the door opens, by the clocks of the network, for as long as nobody can come in. */
export function Opens({ now }: { now: SessionNow }) {
  const t = useTranslations('present')
  const trpc = useTRPC()
  const cache = useQueryClient()
  const { opensAt, serverNow, zone } = now
  const queryKey = trpc.session.now.queryKey({ sessionId: now.sessionId as SessionId })
  useLookAtHour(now, () => void cache.invalidateQueries({ queryKey }))
  if (!opensAt) return null
  const isToday = dayAt(new Date(opensAt), zone) === dayAt(new Date(serverNow), zone)
  const time = sayTime(opensAt, zone)
  return (
    <p className="large" role="status">
      <strong>{isToday ? t('opensToday', { time }) : t('opens', { date: sayLongDayOf(opensAt, zone), time })}</strong>
    </p>
  )
}
