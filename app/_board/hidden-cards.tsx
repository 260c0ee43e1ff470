'use client'
import { memo } from 'react'
import { useTranslations } from 'use-intl/react'
import { Mark } from '#app/_ui/mark.tsx'
import { whyNot } from '#server/board/may.ts'
import type { Scene } from './scene.ts'

/** Cards that were hidden, and the way back for each: all of them for the convenor, their own for everybody else. */
export const HiddenCards = memo(function HiddenCards({ scene }: { scene: Scene }) {
  const t = useTranslations('board')
  const { live, me, hands, partnerOf } = scene
  const own = live.hidden.filter(({ author }) => me.kind === 'convenor' || author === me.id)
  if (own.length === 0) return null
  return (
    <details className="hidden-cards">
      <summary>{t('hiddenCards', { count: own.length })}</summary>
      <ul className="plain-list">
        {own.map((card) => {
          const partner = partnerOf(card.partner)
          const mayShow =
            whyNot(me, { is: 'hide', author: card.author, by: undefined, was: card.hiddenBy }, live.view.session) ===
            undefined
          return (
            <li key={card.id} className="note row apart">
              <span className="who">
                {partner && <Mark initials={partner.initials} no={partner.markNo} label={partner.name} />}
                <span>{card.text}</span>
              </span>
              {mayShow ? (
                <button
                  type="button"
                  className="button small"
                  aria-label={t('showAgainCard', { text: card.text })}
                  onClick={() => hands.show(card.id)}
                >
                  {t('showAgain')}
                </button>
              ) : (
                <span className="muted small">{t('hiddenByConvenor')}</span>
              )}
            </li>
          )
        })}
      </ul>
    </details>
  )
})
