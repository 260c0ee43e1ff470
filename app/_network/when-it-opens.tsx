'use client'
import { useTranslations } from 'use-intl/react'
import { momentIn } from '#server/vocabulary/time-zone.ts'

const NAME = 'opensAt'

/**
 * When a form says that the doors open, as its network's clocks show it; null where they open at once. What is no day and hour
 * goes on as it was written, to be refused: a door that was to open later must not open at once.
 */
export function openingIn(form: FormData, zone: string): string | null {
  const hour = String(form.get(NAME) ?? '').trim()
  return hour === '' ? null : (momentIn(hour, zone)?.toISOString() ?? hour)
}

/** From when on people can join. Left empty they can at once. */
export function WhenItOpens({ zone }: { zone: string }) {
  const t = useTranslations('newWorkshop')
  return (
    <div className="field">
      <label htmlFor={NAME}>{t('opensAt')}</label>
      <span className="hint" id="opens-hint">
        {t('opensHint', { zone })}
      </span>
      <input id={NAME} name={NAME} type="datetime-local" aria-describedby="opens-hint" />
    </div>
  )
}
