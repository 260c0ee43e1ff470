'use client'
import { useTranslations } from 'use-intl/react'
import { SaidAtQuarters } from '#app/_session/said-at-quarters.tsx'
import type { StepNow } from '#server/plan/find.ts'
import type { SessionNow } from '#server/session/now.ts'

/** How far the room has come with a step, in one line. It is read out at each quarter, and not with each answer. */
export function HowFar({ now, at }: { now: SessionNow; at: StepNow }) {
  const t = useTranslations('convene')
  const dots = useTranslations('dots')
  const key = `${at.id} ${now.round}`
  if (at.kind === 'views' || at.kind === 'show-views')
    return <p>{t('views', { count: now.views.count, partners: now.views.partners })}</p>
  if (at.kind === 'rate') {
    const { finished, of } = now.progress
    return (
      <div className="how-far">
        <p>{t('progress', { finished, of })}</p>
        <div className="progress" aria-hidden="true">
          <span style={{ inlineSize: `${of === 0 ? 0 : (100 * finished) / of}%` }} />
        </div>
        <SaidAtQuarters key={key} finished={finished} of={of} says={(counts) => t('progress', counts)} />
      </div>
    )
  }
  if (at.kind !== 'dots' || at.dotsShown) return null
  const says = ({ finished, of }: { finished: number; of: number }) => dots('placedBy', { people: finished, of })
  const counts = { finished: now.written.dotters, of: now.people.count }
  return (
    <div className="how-far">
      <p>{says(counts)}</p>
      <SaidAtQuarters key={key} {...counts} says={says} />
    </div>
  )
}
