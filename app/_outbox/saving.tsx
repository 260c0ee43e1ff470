'use client'
import { useTranslations } from 'use-intl/react'
import { useOutbox } from './use-outbox.tsx'

/** Whether what one did is stored: said once, politely, beside the buttons. */
export function Saving() {
  const t = useTranslations('outbox')
  const { is, waiting, stored, kept } = useOutbox()
  const words =
    waiting.length === 0
      ? stored > 0 && t('saved')
      : is === 'waiting'
        ? t(kept ? 'onThisPhone' : 'notKept')
        : t('saving')
  return (
    <span role="status" className="muted">
      {words || ''}
    </span>
  )
}
