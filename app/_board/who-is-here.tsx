'use client'
import { memo } from 'react'
import { useTranslations } from 'use-intl/react'
import { Mark } from '#app/_ui/mark.tsx'
import type { CardView } from '#server/board/view.ts'
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
        {others.map((other) => (
          <Other
            key={other.clientId}
            other={other}
            at={other.editing === undefined ? undefined : view.cards[other.editing]}
            partnerOf={partnerOf}
            onGo={onGo}
          />
        ))}
      </ul>
    </details>
  )
}

interface OtherProps {
  other: Present
  /** The card that they write on. */
  at: CardView | undefined
  partnerOf: Scene['partnerOf']
  onGo(cardId: string): void
}

/** Sixty stand here, and with each picture one or two of them anew. */
const Other = memo(function Other({ other, at, partnerOf, onGo }: OtherProps) {
  const t = useTranslations('board')
  const nameOf = useNameOf(partnerOf)
  const partner = partnerOf(other.partner)
  return (
    <li className="row apart">
      <span className="row">
        {partner && <Mark initials={partner.initials} no={partner.markNo} />}
        {nameOf(other)}
      </span>
      {at && (
        <button type="button" className="button small" onClick={() => onGo(at.id)}>
          {t('goTo', { text: at.text })}
        </button>
      )}
    </li>
  )
})

/** Everybody once, whatever number of tabs they have open, by the one that they write in; and not oneself. */
function people(others: readonly Present[], meId: string): Present[] {
  const bySeat = new Map<string, Present>()
  for (const other of others)
    if (other.seat !== meId && bySeat.get(other.seat)?.editing === undefined) bySeat.set(other.seat, other)
  return [...bySeat.values()]
}
