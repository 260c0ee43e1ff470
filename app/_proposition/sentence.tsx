'use client'
import { useTranslations } from 'use-intl/react'
import type { Part, Parts } from '#server/proposition/find.ts'
import { SLOTS, withinSentence } from '#server/vocabulary/proposition.ts'

/** The one sentence, made of its five parts; a part that nobody has filled stays open, and is named. */
export function Sentence({ slots }: { slots: Parts<Pick<Part, 'text'>> }) {
  const t = useTranslations('proposition')
  const said = Object.fromEntries(SLOTS.map((slot) => [slot, withinSentence(slots[slot].text) || '…']))
  const missing = SLOTS.filter((slot) => slots[slot].text === '')
  return (
    <>
      {/* A part that is open ends with dots enough. */}
      <blockquote className="sentence">
        {t('sentence', said as Record<(typeof SLOTS)[number], string>).replaceAll('….', '…')}
      </blockquote>
      {missing.length > 0 && missing.length < SLOTS.length && (
        <p className="muted">
          {t('missing')} {missing.map((slot) => t(`slots.${slot}`)).join(' · ')}
        </p>
      )}
    </>
  )
}
