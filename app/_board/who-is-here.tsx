'use client'
import { useTranslations } from 'use-intl/react'
import { Mark } from '#app/_ui/mark.tsx'
import type { SessionNow } from '#server/session/now.ts'
import type { LiveBoard, Present } from './use-board.ts'

type Partners = SessionNow['people']['partners']

/** Who else is at the board, and the way to the card that somebody is writing on. */
export function WhoIsHere({
  live,
  partners,
  onGo,
}: {
  live: LiveBoard
  partners: Partners
  onGo(cardId: string): void
}) {
  const t = useTranslations('board')
  const { others, view } = live
  if (others.length === 0) return null
  const partnerOf = ({ partner }: Present) => partners.find(({ id }) => id === partner)
  const marks = [...new Set(others.map(partnerOf))].flatMap((partner) => partner ?? [])
  return (
    <details className="who-is-here">
      <summary>
        <span className="dots">
          {marks.map(({ id, name, initials, markNo }) => (
            <Mark key={id} initials={initials} no={markNo} label={name} />
          ))}
          <span className="small">{t('othersHere', { count: others.length })}</span>
        </span>
      </summary>
      <ul className="plain-list">
        {others.map((other) => {
          const partner = partnerOf(other)
          const card = other.editing === undefined ? undefined : view.cards[other.editing]
          return (
            <li key={other.clientId} className="row apart">
              <span className="row">
                {partner && <Mark initials={partner.initials} no={partner.markNo} />}
                {other.name || partner?.name || t('someone')}
              </span>
              {card && (
                <button type="button" className="button small" onClick={() => onGo(card.id)}>
                  {t('goTo', { text: card.text })}
                </button>
              )}
            </li>
          )
        })}
      </ul>
    </details>
  )
}
