'use client'
import { useTranslations } from 'use-intl/react'
import { Mark } from '#app/_ui/mark.tsx'
import type { Scene } from './scene.ts'
import type { LiveBoard } from './use-board.ts'
import { useNameOf } from './use-name-of.ts'
import type { Present } from './use-others.ts'

/**
 * Who else is at the board, and the way to the card that somebody is writing on. While nobody is, it is hidden and keeps its
 * place: the first to come must not move the board under a hand.
 */
export function WhoIsHere({
  live,
  me,
  partnerOf,
  onGo,
}: {
  live: LiveBoard
  me: Scene['me']
  partnerOf: Scene['partnerOf']
  onGo(cardId: string): void
}) {
  const t = useTranslations('board')
  const nameOf = useNameOf(partnerOf)
  const { view } = live
  const others = people(live.others, me.id)
  const marks = [...new Set(others.map(({ partner }) => partnerOf(partner)))].flatMap((partner) => partner ?? [])
  return (
    <details className="who-is-here" data-alone={others.length === 0 || undefined}>
      <summary>
        <span className="dots">
          {marks.map(({ id, name, initials, markNo }) => (
            <Mark key={id} initials={initials} no={markNo} label={name} />
          ))}
          {/* As high without marks as with them. */}
          {marks.length === 0 && <span className="mark none" />}
          <span className="small">{t('othersHere', { count: others.length })}</span>
        </span>
      </summary>
      <ul className="plain-list">
        {others.map((other) => {
          const partner = partnerOf(other.partner)
          const card = other.editing === undefined ? undefined : view.cards[other.editing]
          return (
            <li key={other.clientId} className="row apart">
              <span className="row">
                {partner && <Mark initials={partner.initials} no={partner.markNo} />}
                {nameOf(other)}
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

/** Everybody once, whatever number of tabs they have open, by the one that they write in; and not oneself. */
function people(others: readonly Present[], meId: string): Present[] {
  const bySeat = new Map<string, Present>()
  for (const other of others)
    if (other.seat !== meId && bySeat.get(other.seat)?.editing === undefined) bySeat.set(other.seat, other)
  return [...bySeat.values()]
}
