import type * as Y from 'yjs'
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
import { cardsTouched, groupOn, idsOn, textOf } from '#server/board/document.ts'
import type { Doer } from '#server/board/may.ts'
import { type BoardView, cardLying } from '#server/board/view.ts'
import type { Place } from '#server/vocabulary/corner.ts'
import type { Facet } from '#server/vocabulary/facet.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { nudged, type Way } from './nudge.ts'
import type { Reins } from './use-board.ts'

/** What one has just done, as it was then: others may do something else with the card since. */
export type Deed =
  | { readonly is: 'added' | 'moved'; readonly place: Place; readonly no: number }
  | { readonly is: 'grouped' | 'named'; readonly title: string }
  | { readonly is: 'deleted' | 'hidden' | 'shown' | 'ungrouped' }
  /** Taken back or done again: the one card that it was about, and where that lies now, if anywhere. */
  | { readonly is: 'undone' | 'redone'; readonly text?: string | undefined; readonly at?: Lies | undefined }
  | { readonly is: 'nothing' | 'taken' }
interface Lies {
  readonly place: Place
  readonly no: number
}
/** A deed to be said; counted, so that the same one is said again. */
export type Did = Deed & { readonly nth: number }

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
  /** Says that a card is not free to be written on. */
  taken(): void
}

/** `did` is told what came of each deed. */
export function makeHands(reins: Reins, me: Doer, did: (did: Did) => void): Hands {
  const { doc } = reins
  let nth = 0
  const deed = (act: (board: Y.Doc) => void, done: (board: Y.Doc) => Deed | undefined) => {
    if (!doc) return
    reins.newDeed()
    act(doc)
    const what = done(doc)
    if (what) did({ ...what, nth: ++nth })
  }
  const move: Hands['move'] = (cardId, to) =>
    deed(
      (board) => moveCard(board, me, cardId, to),
      (board) => laid('moved', board, cardId),
    )
  const turn = (is: 'undone' | 'redone', back: () => boolean) => {
    let turned: Deed = { is: 'nothing' }
    deed(
      (board) => {
        turned = turnOne(is, board, back)
      },
      () => turned,
    )
  }
  return {
    me,
    move,
    nudge(cardId, way, seen) {
      const to = doc && nudged(doc, cardId, way, seen)
      if (to) move(cardId, to)
      return to?.place
    },
    add(place, text, facet) {
      const card = { id: `${me.id}.${newId()}`, text, place, facet, createdAt: new Date().toISOString() }
      deed(
        (board) => addCard(board, me, card),
        (board) => laid('added', board, card.id),
      )
    },
    group: (title, cardIds) =>
      deed(
        (board) => groupCards(board, me, `${me.id}.${newId()}`, title, cardIds),
        () => ({ is: 'grouped', title }),
      ),
    join: (cardId, groupId) =>
      deed(
        (board) => joinGroup(board, me, cardId, groupId),
        (board) => ({ is: 'grouped', title: groupOn(board, groupId)?.title ?? '' }),
      ),
    rename: (groupId, title) =>
      deed(
        (board) => renameGroup(board, me, groupId, title),
        () => ({ is: 'named', title }),
      ),
    ungroup: (groupId) =>
      deed(
        (board) => ungroup(board, me, groupId),
        () => ({ is: 'ungrouped' }),
      ),
    hide: (cardId) =>
      deed(
        (board) => hideCard(board, me, cardId),
        () => ({ is: 'hidden' }),
      ),
    show: (cardId) =>
      deed(
        (board) => showCard(board, me, cardId),
        () => ({ is: 'shown' }),
      ),
    remove: (cardId) =>
      deed(
        (board) => deleteCard(board, me, cardId),
        () => ({ is: 'deleted' }),
      ),
    undo: () => turn('undone', reins.undo),
    redo: () => turn('redone', reins.redo),
    taken: () => did({ is: 'taken', nth: ++nth }),
  }
}

function laid(is: 'added' | 'moved', board: Y.Doc, cardId: string): Deed | undefined {
  const card = cardLying(board, cardId)
  return card && { is, place: card.place, no: card.no }
}

/** Takes one deed back, or does it again, and finds out which card that was about: one that is gone is known by what it said. */
function turnOne(is: 'undone' | 'redone', board: Y.Doc, back: () => boolean): Deed {
  const said = new Map(idsOn(board, 'cards').map((id) => [id, textOf(board, id)?.toString()]))
  const touched = new Set<string>()
  const note = (transaction: Y.Transaction) => {
    for (const id of cardsTouched(board, transaction)) touched.add(id)
  }
  board.on('afterTransaction', note)
  const isDone = back()
  board.off('afterTransaction', note)
  if (!isDone) return { is: 'nothing' }
  const [id, ...others] = touched
  if (id === undefined || others.length > 0) return { is }
  const card = cardLying(board, id)
  return { is, text: card?.text ?? said.get(id), at: card && { place: card.place, no: card.no } }
}
