'use client'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { Mark } from '#app/_ui/mark.tsx'
import { Said } from '#app/_words/said.tsx'
import type { SessionNow } from '#server/session/now.ts'
import { Opens } from './opens.tsx'

/** Before the workshop begins: what it is about, how to get in, who is here. */
export function Lobby({ now, door, mayGoDark }: { now: SessionNow; door: ReactNode; mayGoDark: boolean }) {
  const t = useTranslations('present')
  return (
    <div className="few">
      {now.question && (
        <p className="large">
          <Said>{now.question}</Said>
        </p>
      )}
      <Opens now={now} />
      {door}
      <p aria-live="polite" className="dots">
        <span>{t('here', { count: now.people.count })}</span>
        {now.people.partners
          .filter(({ here }) => here > 0)
          .map(({ id, name, initials, markNo }) => (
            <Mark key={id} initials={initials} no={markNo} label={name} big />
          ))}
      </p>
      {mayGoDark && <p className="muted">{t('mayGoDark')}</p>}
    </div>
  )
}

/** While everybody writes: how much has come, and nothing of what. */
export function Writing({ now }: { now: SessionNow }) {
  const t = useTranslations('present')
  return (
    <div className="few">
      <p className="large">{now.question && <Said>{now.question}</Said>}</p>
      <p className="largest" aria-live="polite">
        {t('writing', { count: now.views.count })}
      </p>
      {now.firstViews === 'private' && <p className="muted">{t('privateViews')}</p>}
    </div>
  )
}

/** While everybody rates: how far the room has come. */
export function Rating({ now }: { now: SessionNow }) {
  const t = useTranslations('present')
  const { finished, of } = now.progress
  return (
    <div className="few">
      <p className="largest" aria-live="polite">
        {t('finished', { finished, of })}
      </p>
      <div className="progress" aria-hidden="true">
        <span style={{ inlineSize: `${of === 0 ? 0 : (100 * finished) / of}%` }} />
      </div>
      <p className="muted">{t('private')}</p>
    </div>
  )
}

export function Thanks({ agreed }: { agreed: number }) {
  const t = useTranslations('present')
  const session = useTranslations('session')
  return (
    <div className="few">
      <p className="largest">{t('thanks')}</p>
      {agreed > 0 && <p className="large">{t('agreed', { count: agreed })}</p>}
      <p className="large">{session('finishKept')}</p>
    </div>
  )
}
