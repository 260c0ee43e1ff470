'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl/react'
import type { ReportBehind } from '#app/_moderation/report-behind.tsx'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { CornerMark } from '#app/_ui/corner-mark.tsx'
import { Mark } from '#app/_ui/mark.tsx'
import { sayDay } from '#app/_words/say-day.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

/** What was planned in this workshop, as far as the room may read it. */
export function PlannedList({
  now,
  Report,
}: {
  now: SessionNow
  /** Below each plan, for whoever may report one. */
  Report?: typeof ReportBehind
}) {
  const t = useTranslations('planHere')
  const corners = useTranslations('corners')
  const trpc = useTRPC()
  const planned = useQuery(trpc.activity.planned.queryOptions({ sessionId: now.sessionId as SessionId }))
  const { refetch } = planned
  const { activities: count } = now.written
  useEffect(() => {
    if (count >= 0) void refetch()
  }, [count, refetch])
  return (
    <section aria-labelledby="planned">
      <h2 id="planned">{t('all', { count: planned.data?.length ?? 0 })}</h2>
      {planned.data?.length === 0 && <p className="muted">{t('none')}</p>}
      <ul className="plain-list">
        {planned.data?.map(({ id, title, corners: at, aim, onDay, partnerId }) => {
          const partner = now.people.partners.find((one) => one.id === partnerId)
          return (
            <li key={id} className="note">
              <p>
                <strong>{title}</strong>
                <br />
                {t('for', { aim })}
              </p>
              <span className="who small muted">
                {at.map((corner) => (
                  <span key={corner}>
                    <CornerMark place={corner} /> {corners(corner)}
                  </span>
                ))}
                {partner && <Mark initials={partner.initials} no={partner.markNo} />}
                {[partner?.name, onDay && sayDay(onDay)].filter(Boolean).join(' · ')}
              </span>
              {Report && <Report now={now} kind="activity" thingId={id} text={title} />}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
