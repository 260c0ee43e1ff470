'use client'
import { useTranslations } from 'use-intl/react'
import { Press } from '#app/_ui/press.tsx'

/** Which of several is shown, for the room to read; the two buttons are for whoever has no keys at hand. */
export function Turn({ at, last, go }: { at: number; last: number; go(step: 1 | -1): void }) {
  const t = useTranslations('present')
  if (last === 0) return null
  return (
    <div className="row turn">
      <span>{t('statement', { no: at + 1, count: last + 1 })}</span>
      <span className="controls row">
        <Press off={at === 0} onPress={() => go(-1)}>
          {t('previous')}
        </Press>
        <Press off={at === last} onPress={() => go(1)}>
          {t('next')}
        </Press>
      </span>
    </div>
  )
}
