'use client'
import { useTranslations } from 'use-intl/react'
import type { Deed } from './deed.ts'
import { useOutbox } from './use-outbox.tsx'

/**
 * Whether what one did is stored: said once, politely, beside the buttons. Of what is done `here` alone, for the page goes on from
 * step to step, and nothing is saved of a step where nothing was done yet.
 */
export function Saving({ here }: { here: (deed: Deed) => boolean }) {
  const t = useTranslations('outbox')
  const { is, waiting, last, kept } = useOutbox()
  const words =
    waiting.length === 0
      ? last && here(last) && t('saved')
      : is === 'waiting'
        ? t(kept ? 'onThisPhone' : 'notKept')
        : t('saving')
  return (
    <span role="status" className="muted">
      {words || ''}
    </span>
  )
}

export const isOfViews = ({ does }: Deed) => does === 'add-view' || does === 'edit-view' || does === 'delete-view'
