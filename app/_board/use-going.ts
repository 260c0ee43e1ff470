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
  const [goal, setGoal] = useState<Goal>(() => ({ cardId: cardIn(window.location.hash), is: 'named' }))
  useEffect(() => {
    if (goal.cardId === undefined) return
    const card = cards[goal.cardId]
    // Hidden, or taken away: when it comes back, whoever came for it does something else. So may they before it comes at all.
    const isGivenUp = card ? goal.is === 'named' && isWriting() : isBrought
    if (isGivenUp) return setGoal({ ...goal, cardId: undefined })
    if (!card) return
    if (goal.is !== 'soon') {
      bring(card)
      return setGoal({ ...goal, is: 'soon' })
    }
    const there = document.getElementById(`card-${card.id}`)
    // Or still lies where it lay, in a corner that is not shown on a phone: until what waited is let in.
    if (!there || there.getClientRects().length === 0) return
    setGoal({ ...goal, cardId: undefined })
    there.focus()
  })
  return useCallback((cardId) => setGoal({ cardId, is: 'asked' }), [])
}

interface Goal {
  readonly cardId: string | undefined
  /** Named by the address, asked for by a press, or seen soon. */
  readonly is: 'named' | 'asked' | 'soon'
}

const isWriting = () => document.activeElement?.matches('textarea, input, select') ?? false

function cardIn(hash: string): string | undefined {
  try {
    return /^#card-(.+)$/.exec(decodeURIComponent(hash))?.[1]
  } catch {
    // Somebody cut it off within a letter.
    return undefined
  }
}
