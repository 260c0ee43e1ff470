'use client'
import { useTranslations } from 'use-intl/react'
import type { LiveBoard } from './use-board.ts'

/** One's own words that the board did not take: they stay here until their author has what they need of them. */
export function LostWordsList({ live }: { live: LiveBoard }) {
  const t = useTranslations('board')
  const common = useTranslations('common')
  const { lost } = live.line
  if (lost.length === 0) return null
  return (
    <section className="banner warn" aria-labelledby="lost-words">
      <h2 id="lost-words" className="small">
        {t('lost')}
      </h2>
      <ul className="plain-list">
        {lost.map(({ cardId, text }) => (
          <li key={cardId} className="row apart">
            <q>{text}</q>
            <span className="row">
              <button
                type="button"
                className="button small"
                aria-label={t('copyWords', { text })}
                onClick={() => void navigator.clipboard?.writeText(text)}
              >
                {t('copy')}
              </button>
              <button
                type="button"
                className="button small"
                aria-label={t('putAwayWords', { text })}
                onClick={() => live.reins.putAway(cardId)}
              >
                {common('delete')}
              </button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
