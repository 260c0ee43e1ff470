'use client'
import { useId } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Sent } from '#app/_ui/deed-form.tsx'
import { momentIn } from '#server/vocabulary/time-zone.ts'

const NAME = 'opensAt'

/**
 * When a form says that the doors open, as its network's clocks show it; null where they open at once. What is no day and hour
 * goes on as it was written, to be refused: a door that was to open later must not open at once.
 */
export function openingIn({ text }: Pick<Sent, 'text'>, zone: string): string | null {
  const hour = text(NAME).trim()
  return hour === '' ? null : (momentIn(hour, zone)?.toISOString() ?? hour)
}

/** From when on people can join. Left empty they can at once. */
export function WhenItOpens({ zone }: { zone: string }) {
  const t = useTranslations('newWorkshop')
  return <HourField label={t('opensAt')} hint={t('opensHint', { zone })} />
}

/** The day and hour at which a door opens. */
export function HourField({ label, hint, value = '' }: { label: string; hint: string; value?: string }) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <span className="hint" id={`${id}-hint`}>
        {hint}
      </span>
      <input id={id} name={NAME} type="datetime-local" defaultValue={value} aria-describedby={`${id}-hint`} />
    </div>
  )
}
