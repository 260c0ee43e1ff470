import {
  addCard,
  deleteCard,
  groupCards,
  hideCard,
  joinGroup,
  moveCard,
  renameGroup,
  showCard,
  ungroup,
} from '#server/board/commands.ts'
import type { Doer } from '#server/board/may.ts'
import { type BoardView, viewBoard } from '#server/board/view.ts'
import type { Place } from '#server/vocabulary/corner.ts'
import type { Facet } from '#server/vocabulary/facet.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { nudged, type Way } from './nudge.ts'
import type { Reins } from './use-board.ts'

/** What one has just done, to be said. */
export type Did = { readonly is: 'moved' | 'deleted' | 'hidden' | 'shown' | 'grouped'; readonly cardId: string }

/** One's own deeds on the board: each is a step of undo of its own. */
export interface Hands {
  readonly me: Doer
  add(place: Place, text: string, facet: Facet | null): void
  move(cardId: string, to: { place: Place; no?: number; group?: string | null }): void
  /** Moves a card past the next one that is seen that way; answers where it lies then. */
  nudge(cardId: string, way: Way, seen: BoardView['places']): Place | undefined
  group(title: string, cardIds: readonly string[]): void
  join(cardId: string, groupId: string): void
  rename(groupId: string, title: string): void
  ungroup(groupId: string): void
  hide(cardId: string): void
  show(cardId: string): void
  remove(cardId: string): void
  undo(): void
  redo(): void
}

/** `doing` is told before each deed, and `did` what came of it. */
export function makeHands(reins: Reins, me: Doer, doing: () => void, did: (did: Did) => void): Hands {
  const { doc } = reins
  const deed = (act: (board: NonNullable<typeof doc>) => void, done?: Did) => {
    if (!doc) return
    doing()
    reins.newDeed()
    act(doc)
    if (done) did(done)
  }
  const move: Hands['move'] = (cardId, to) => deed((board) => moveCard(board, me, cardId, to), { is: 'moved', cardId })
  return {
    me,
    move,
    nudge(cardId, way, seen) {
      const to = doc && nudged(viewBoard(doc), cardId, way, seen)
      if (to) move(cardId, to)
      return to?.place
    },
    add: (place, text, facet) =>
      deed((board) =>
        addCard(board, me, { id: `${me.id}.${newId()}`, text, place, facet, createdAt: new Date().toISOString() }),
      ),
    group: (title, cardIds) =>
      deed((board) => groupCards(board, me, `${me.id}.${newId()}`, title, cardIds), {
        is: 'grouped',
        cardId: cardIds[0] ?? '',
      }),
    join: (cardId, groupId) => deed((board) => joinGroup(board, me, cardId, groupId), { is: 'grouped', cardId }),
    rename: (groupId, title) => deed((board) => renameGroup(board, me, groupId, title)),
    ungroup: (groupId) => deed((board) => ungroup(board, me, groupId)),
    hide: (cardId) => deed((board) => hideCard(board, me, cardId), { is: 'hidden', cardId }),
    show: (cardId) => deed((board) => showCard(board, me, cardId), { is: 'shown', cardId }),
    remove: (cardId) => deed((board) => deleteCard(board, me, cardId), { is: 'deleted', cardId }),
    undo: () => deed(reins.undo),
    redo: () => deed(reins.redo),
  }
}
