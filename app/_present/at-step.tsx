'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { Corners } from '#app/_backing/corners.tsx'
import { useThings } from '#app/_dots/use-things.ts'
import { useStepWords } from '#app/_plan/use-step-words.ts'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { CornerMark } from '#app/_ui/corner-mark.tsx'
import { Mark } from '#app/_ui/mark.tsx'
import { Said } from '#app/_words/said.tsx'
import type { StepNow } from '#server/plan/find.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { Turn } from './turn.tsx'
import { useItem } from './use-item.ts'

interface Props {
  now: SessionNow
  at: StepNow
}

/** What to do, large, and how much has come of it. */
export function WhatToDo({ at, count }: { at: StepNow; count?: string }) {
  const words = useStepWords()
  return (
    <div className="few">
      <p className="largest">{words.whatToDo(at)}</p>
      {count && (
        <p className="large" aria-live="polite">
          {count}
        </p>
      )}
    </div>
  )
}

/** What drew everybody in: how many first, then one after another with the arrow keys. */
export function Stories({ now, at }: Props) {
  const t = useTranslations('story')
  const trpc = useTRPC()
  const { data: stories = [] } = useQuery({
    ...trpc.story.list.queryOptions({ sessionId: now.sessionId as SessionId }),
    refetchInterval: 2_000,
  })
  const item = useItem(1 + stories.length)
  const story = stories[item.at - 1]
  const partner = now.people.partners.find(({ id }) => id === story?.partnerId)
  return (
    <>
      {story ? (
        <section className="few" aria-live="polite">
          <p className="large">
            “<Said>{story.text}</Said>”
          </p>
          <p className="who">
            {partner && <Mark initials={partner.initials} no={partner.markNo} big />}
            {[story.teller && t('toldBy', { teller: story.teller }), story.name, partner?.name]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </section>
      ) : (
        <WhatToDo at={at} count={t('all', { count: stories.length })} />
      )}
      <Turn {...item} />
    </>
  )
}

/** What was planned: how much first, then one after another. */
export function Planned({ now, at }: Props) {
  const t = useTranslations('planHere')
  const corners = useTranslations('corners')
  const trpc = useTRPC()
  const { data: planned = [] } = useQuery({
    ...trpc.activity.planned.queryOptions({ sessionId: now.sessionId as SessionId }),
    refetchInterval: 2_000,
  })
  const item = useItem(1 + planned.length)
  const one = planned[item.at - 1]
  const partner = now.people.partners.find(({ id }) => id === one?.partnerId)
  return (
    <>
      {one ? (
        <section className="few" aria-live="polite">
          <p className="large">
            <Said>{one.title}</Said>
          </p>
          <p>{t('for', { aim: one.aim })}</p>
          <p className="who">
            {one.corners.map((corner) => (
              <span key={corner}>
                <CornerMark place={corner} /> {corners(corner)}
              </span>
            ))}
            {partner && <Mark initials={partner.initials} no={partner.markNo} label={partner.name} big />}
          </p>
        </section>
      ) : (
        <WhatToDo at={at} count={t('all', { count: planned.length })} />
      )}
      <Turn {...item} />
    </>
  )
}

/** The corners in words; of what people write there, only how much. */
export function Triangle({ now, at }: Props) {
  const t = useTranslations('triangleCheck')
  return (
    <>
      <WhatToDo at={at} count={t('written', { count: now.written.backers })} />
      <Corners now={now} />
    </>
  )
}

const DOTTED_ON_A_PAGE = 5

/** How many have put their dots down; once they are shown, where they lie. */
export function Dots({ now, at }: Props) {
  const t = useTranslations('dots')
  const things = useThings(now) ?? []
  const pages = Math.ceil(things.length / DOTTED_ON_A_PAGE)
  const item = useItem(at.dotsShown ? pages : 1)
  const inside = now.people.count - now.people.waiting
  if (!at.dotsShown) return <WhatToDo at={at} count={t('placedBy', { people: now.written.dotters, of: inside })} />
  const from = item.at * DOTTED_ON_A_PAGE
  return (
    <>
      <ol className="plain-list" aria-live="polite">
        {things.slice(from, from + DOTTED_ON_A_PAGE).map(({ id, text, count }) => (
          <li key={id} className="note">
            <p className="row apart">
              <Said>{text}</Said>
              <strong>{t('has', { count: count ?? 0 })}</strong>
            </p>
          </li>
        ))}
      </ol>
      <Turn {...item} />
    </>
  )
}
