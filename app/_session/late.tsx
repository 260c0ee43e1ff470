'use client'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useStepWords } from '#app/_plan/use-step-words.ts'
import { walkOf } from '#app/_plan/walk.ts'
import type { SessionNow } from '#server/session/now.ts'

/** Three lines for whoever came in while the room was at work: where it is, what was done, what to do now. */
export function Late({ now, cameAt }: { now: SessionNow; cameAt: number }) {
  const t = useTranslations('late')
  const words = useStepWords()
  const [seen, setSeen] = useState(false)
  const { at, no, count } = walkOf(now)
  // Once the room goes on, everybody is where the others are.
  if (seen || !at || now.closed || now.stepNo !== cameAt) return null
  const organisations = now.people.partners.filter(({ here }) => here > 0).length
  return (
    <section className="banner" aria-labelledby="late">
      <h2 id="late" style={{ fontSize: 'var(--text-l)' }}>
        {t('title')}
      </h2>
      <ul className="plain-list stack-s">
        <li>{t('where', { no, count, step: words.title(at) })}</li>
        <li>{t('sofar', { people: now.people.count, organisations, views: now.views.count })}</li>
        <li>{t('now', { do: words.whatToDo(at) })}</li>
      </ul>
      <button type="button" className="button small" onClick={() => setSeen(true)}>
        {t('close')}
      </button>
    </section>
  )
}
