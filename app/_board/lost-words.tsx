'use client'
import { useTranslations } from 'use-intl/react'
import type { LostWords } from './not-stored.ts'
import type { LiveBoard } from './use-board.ts'

/** What one wrote and moved that the board did not take: it stays here until its author has what they need of it. */
export function LostWordsList({ live }: { live: LiveBoard }) {
  const t = useTranslations('board')
  const common = useTranslations('common')
  const corners = useTranslations('corners')
  const { lost } = live.line
  const lies = ({ is, to, group }: LostWords) => {
    if (!to) return undefined
    const place = corners(to)
    if (is === 'group') return t('lostGroup', { place })
    return group ? t('lostInto', { place, group }) : t('lostTo', { place })
  }
  const told = lost.flatMap((one) => {
    const text = one.text || live.view.cards[one.cardId]?.text
    return text ? [{ ...one, text }] : []
  })
  if (told.length === 0) return null
  return (
    <section className="banner warn" aria-labelledby="lost-words">
      <h2 id="lost-words" className="small">
        {t('lost')}
      </h2>
      <ul className="plain-list">
        {told.map(({ cardId, text, ...more }) => (
          <li key={cardId} className="row apart">
            <span>
              <q>{text}</q> <span className="muted small">{lies({ cardId, text, ...more })}</span>
            </span>
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
