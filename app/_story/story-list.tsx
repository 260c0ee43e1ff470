'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl/react'
import type { ReportBehind } from '#app/_moderation/report-behind.tsx'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { Mark } from '#app/_ui/mark.tsx'
import { Said } from '#app/_words/said.tsx'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

/** What drew everybody in, as far as the room may read it. */
export function StoryList({
  now,
  level = 2,
  Report,
}: {
  now: SessionNow
  level?: 2 | 3
  /** Below each story, for whoever may report one. */
  Report?: typeof ReportBehind
}) {
  const t = useTranslations('story')
  const trpc = useTRPC()
  const stories = useQuery(trpc.story.list.queryOptions({ sessionId: now.sessionId as SessionId }))
  const { refetch } = stories
  const { storiesRead } = now.written
  // One more, one less, or one in other words: it is looked at again.
  useEffect(() => {
    if (storiesRead !== undefined) void refetch()
  }, [storiesRead, refetch])
  const Heading = `h${level}` as const
  return (
    <section aria-labelledby="stories">
      <Heading id="stories">{t('all', { count: stories.data?.length ?? 0 })}</Heading>
      {stories.data?.length === 0 && <p className="muted">{t('none')}</p>}
      <ul className="plain-list">
        {stories.data?.map(({ id, text, teller, partnerId, name }) => {
          const partner = now.people.partners.find((one) => one.id === partnerId)
          return (
            <li key={id} className="note">
              <p>
                <Said>{text}</Said>
              </p>
              {(partner || teller) && (
                <span className="who small muted">
                  {partner && <Mark initials={partner.initials} no={partner.markNo} />}
                  {[teller && t('toldBy', { teller }), name, partner?.name].filter(Boolean).join(' · ')}
                </span>
              )}
              {Report && <Report now={now} kind="story" thingId={id} text={text} />}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
