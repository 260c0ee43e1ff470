'use client'
import { useTranslations } from 'use-intl/react'
import type { Hearing } from './use-session-now.ts'

/** On a screen of whoever runs the room: why it hears nothing of the workshop, and what to do. */
export function Unheard({ hearing }: { hearing: Hearing }) {
  const t = useTranslations('present')
  const outbox = useTranslations('outbox')
  if (hearing === 'shown-out')
    return (
      <p className="banner warn" role="alert">
        {t('shownOut')}
      </p>
    )
  if (hearing !== 'cut-off' && hearing !== 'walled') return null
  return (
    <p className="banner warn" role="status">
      {hearing === 'walled' ? outbox('walled') : t('cutOff')}
    </p>
  )
}
