'use client'
import { useTranslations } from 'use-intl/react'
import { Said } from '#app/_words/said.tsx'

/** What one wrote that is only on this phone so far. */
export function OnItsWay({ texts }: { texts: readonly string[] }) {
  const t = useTranslations('outbox')
  if (texts.length === 0) return null
  return (
    <ul className="plain-list">
      {[...new Set(texts)].map((text) => (
        <li key={text} className="note">
          <p>
            <Said>{text}</Said>
          </p>
          <span className="muted small">{t('waitingMark')}</span>
        </li>
      ))}
    </ul>
  )
}
