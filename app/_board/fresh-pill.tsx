'use client'
import { useTranslations } from 'use-intl/react'
import type { BoardView } from '#server/board/view.ts'
import { PLACES } from '#server/vocabulary/corner.ts'

interface Props {
  fresh: readonly string[]
  /** How many cards are not where they are drawn any more. */
  others: number
  view: BoardView
  onShow(): void
  onGo(cardId: string): void
}

/** What waits while a hand rests on the board: new cards are counted by place, and come in when asked for. */
export function FreshPill({ fresh, others, view, onShow, onGo }: Props) {
  const t = useTranslations('board')
  const corners = useTranslations('corners')
  if (fresh.length + others === 0) return null
  const where = PLACES.flatMap((place) => {
    const count = fresh.filter((id) => view.cards[id]?.place === place).length
    return count > 0 ? [`${corners(place)} ${count}`] : []
  })
  const [first] = fresh
  return (
    <button
      type="button"
      className="button first fresh-pill"
      onClick={() => (first === undefined ? onShow() : onGo(first))}
    >
      {fresh.length > 0
        ? t('fresh', { count: fresh.length, where: where.join(', ') })
        : t('changed', { count: others })}
    </button>
  )
}
