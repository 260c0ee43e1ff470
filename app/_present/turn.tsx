'use client'
import { useTranslations } from 'use-intl/react'

/** Which of several is shown, for the room to read; the two buttons are for whoever has no keys at hand. */
export function Turn({ at, last, go }: { at: number; last: number; go(step: 1 | -1): void }) {
  const t = useTranslations('present')
  if (last === 0) return null
  return (
    <div className="row turn">
      <span>{t('statement', { no: at + 1, count: last + 1 })}</span>
      <span className="controls row">
        <button type="button" className="button" onClick={() => go(-1)} disabled={at === 0}>
          {t('previous')}
        </button>
        <button type="button" className="button" onClick={() => go(1)} disabled={at === last}>
          {t('next')}
        </button>
      </span>
    </div>
  )
}
