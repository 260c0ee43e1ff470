import type * as Y from 'yjs'
import { cardsTouched } from '#server/board/document.ts'
import { EMPTY_BOARD } from '#server/board/empty-board.ts'
import { type BoardView, type HiddenCard, viewBoard, viewHidden } from '#server/board/view.ts'
import type { BoardLine } from './connect-board.ts'
import { type News, newsBetween } from './news.ts'

/** The board as it is drawn: what lies on it, and what somebody hid. */
export interface Picture {
  readonly view: BoardView
  readonly hidden: readonly HiddenCard[]
}
export const EMPTY_PICTURE: Picture = { view: EMPTY_BOARD, hidden: [] }

/**
 * Makes the picture of the document anew, once a frame however many edits came, and tells what others did since the last
 * one. What was there when one came is no news.
 */
export function followPicture(line: BoardLine, drawn: (picture: Picture, news: readonly News[]) => void): () => void {
  const { doc, provider } = line
  let picture = EMPTY_PICTURE
  let frame = 0
  let isThere = false
  const own = new Set<string>()
  const draw = () => {
    frame = 0
    const { view: before, hidden } = picture
    const view = viewBoard(doc, before)
    picture = { view, hidden: viewHidden(doc, hidden) }
    drawn(picture, isThere ? newsBetween(before, view, own) : [])
    own.clear()
    isThere ||= provider.synced
  }
  const changed = (_update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
    if (transaction.local) for (const id of cardsTouched(doc, transaction)) own.add(id)
    if (frame === 0) frame = requestAnimationFrame(draw)
  }
  doc.on('update', changed)
  frame = requestAnimationFrame(draw)
  return () => {
    doc.off('update', changed)
    cancelAnimationFrame(frame)
  }
}
