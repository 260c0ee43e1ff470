'use client'
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { type RefObject, useEffect } from 'react'
import type { CardView } from '#server/board/view.ts'
import { isPlace, type Place } from '#server/vocabulary/corner.ts'
import type { Hands } from './hands.ts'
import type { Reins } from './use-board.ts'

/** Lets a card be dragged, and tells that it is, and over which place. */
export function useDrag(
  note: RefObject<HTMLElement | null>,
  { id: cardId, place, group }: Pick<CardView, 'id' | 'place' | 'group'>,
  may: boolean,
  telling: Reins['tellDragging'] | undefined,
): void {
  useEffect(() => {
    const element = note.current
    if (!element || !may) return
    let isDragged = false
    const tell = (is: boolean, over?: unknown) => {
      isDragged = is
      telling?.(is ? cardId : undefined, isPlace(over) ? over : undefined)
    }
    const stop = draggable({
      element,
      getInitialData: () => ({ cardId, place, group }),
      onDragStart: () => tell(true),
      onDropTargetChange: ({ location }) => tell(true, location.current.dropTargets[0]?.data.place),
      onDrop: () => tell(false),
    })
    return () => {
      stop()
      // Whoever takes the card away takes it out of the hand.
      if (isDragged) tell(false)
    }
  }, [note, cardId, place, group, may, telling])
}

/** Takes cards that are dropped on an element: into a group, or at the end of a place. */
export function useDrop(target: RefObject<HTMLElement | null>, place: Place, group: string | null, hands: Hands): void {
  useEffect(() => {
    const element = target.current
    if (!element) return
    return dropTargetForElements({
      element,
      getData: () => ({ place }),
      onDropTargetChange: ({ location }) =>
        void element.toggleAttribute('data-over', location.current.dropTargets[0]?.element === element),
      onDrop({ source, location }) {
        element.removeAttribute('data-over')
        const { cardId, ...lay } = source.data
        // A group lies in its place: only the inner one of the two takes the card.
        if (typeof cardId !== 'string' || location.current.dropTargets[0]?.element !== element) return
        // Let go where it was taken up, it stays where it lay.
        if (lay.place === place && lay.group === group) return
        if (group) hands.join(cardId, group)
        else hands.move(cardId, { place })
      },
    })
  }, [target, place, group, hands])
}
