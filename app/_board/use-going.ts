'use client'
import { useCallback, useEffect, useState } from 'react'
import type { CardView } from '#server/board/view.ts'
import type { LiveBoard } from './use-board.ts'

/**
 * Goes to a card: first it is brought to where it is seen (`bring`), and the focus goes to it once it is there. At first to the
 * one that the address names: from a statement, to where its words came from.
 */
export function useGoing(
  { view: { cards }, isBrought }: Pick<LiveBoard, 'view' | 'isBrought'>,
  bring: (card: CardView) => void,
): (cardId: string) => void {
  const [goal, setGoal] = useState<{ cardId: string | undefined; isSoon: boolean }>(() => ({
    cardId: cardIn(window.location.hash),
    isSoon: false,
  }))
  useEffect(() => {
    const card = goal.cardId === undefined ? undefined : cards[goal.cardId]
    if (!card) {
      // Hidden, or taken away: when it comes back, whoever came for it does something else.
      if (isBrought && goal.cardId !== undefined) setGoal({ ...goal, cardId: undefined })
      return
    }
    if (!goal.isSoon) {
      bring(card)
      return setGoal({ ...goal, isSoon: true })
    }
    const there = document.getElementById(`card-${card.id}`)
    if (!there || there.closest('[hidden]')) return
    setGoal({ ...goal, cardId: undefined })
    there.focus()
  })
  return useCallback((cardId) => setGoal({ cardId, isSoon: false }), [])
}

function cardIn(hash: string): string | undefined {
  try {
    return /^#card-(.+)$/.exec(decodeURIComponent(hash))?.[1]
  } catch {
    // Somebody cut it off within a letter.
    return undefined
  }
}
