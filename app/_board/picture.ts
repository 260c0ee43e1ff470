import * as Y from 'yjs'
import { cardsTouched, changesLay, idsOn, keysTouched, SHELVES } from '#server/board/document.ts'
import { EMPTY_BOARD } from '#server/board/empty-board.ts'
import { type BoardView, type HiddenCard, viewBoard, viewHidden } from '#server/board/view.ts'
import type { BoardLine } from './connect-board.ts'
import { type News, newsBetween } from './news.ts'
import type { Pace } from './pace.ts'

/** The board as it is drawn: what lies on it, and what somebody hid. */
export interface Picture {
  readonly view: BoardView
  readonly hidden: readonly HiddenCard[]
  /** How often one has laid, moved, grouped or taken away something oneself: when it grows, the picture shows that. */
  readonly own: number
  /** Whether it is of the board at all: the server has answered, or this device kept a copy. */
  readonly isThere: boolean
  /** Whether the server has answered at all: a copy may be of long ago. */
  readonly isBrought: boolean
}
export const EMPTY_PICTURE: Picture = { view: EMPTY_BOARD, hidden: [], own: 0, isThere: false, isBrought: false }

/** Hears of each picture, what others did since the last one, and whether anything in it is one's own doing. */
type Drawn = (picture: Picture, news: readonly News[], isOwn: boolean) => void

/**
 * Makes the picture of the document anew: in the next frame when one did something oneself, right after it when one types, and at the
 * pace given when others do; until the answer is called. What was there when one came is no news.
 */
export function followPicture({ doc, provider }: BoardLine, pace: Pace, drawn: Drawn): () => void {
  let picture = EMPTY_PICTURE
  let frame = 0
  let shown = 0
  let behind: ReturnType<typeof setTimeout> | undefined
  let isSynced = false
  let isOwn = false
  let laid = 0
  const own = new Set<string>()
  const touched = new Set<string>()
  const draw = () => {
    // Others' may be due in the same frame: a second one, of nothing, would be measured for the first.
    halt()
    pace.forget(draw)
    pace.begin()
    const { view: before, hidden } = picture
    const view = viewBoard(doc, before, touched)
    const isBrought = picture.isBrought || provider.synced
    const isThere = picture.isThere || isBrought || doc.store.clients.size > 0
    picture = { view, hidden: viewHidden(doc, hidden), own: laid, isThere, isBrought }
    drawn(picture, isSynced ? newsBetween(before, view, own) : [], isOwn)
    isOwn = false
    for (const set of [own, touched]) set.clear()
    isSynced ||= provider.synced
  }
  const soon = () => {
    if (frame === 0) frame = requestAnimationFrame(draw)
  }
  // The field shows a letter by itself: the board does not hold it up.
  const afterIt = () => {
    if (shown === 0)
      shown = requestAnimationFrame(() => {
        behind = setTimeout(draw)
      })
  }
  const halt = () => {
    cancelAnimationFrame(frame)
    cancelAnimationFrame(shown)
    clearTimeout(behind)
    ;[frame, shown, behind] = [0, 0, undefined]
  }
  const changed = (_update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
    for (const key of keysTouched(transaction)) touched.add(key)
    if (!transaction.local) return pace.ask(draw)
    isOwn = true
    if (changesLay(transaction)) laid += 1
    for (const id of cardsTouched(doc, transaction)) own.add(id)
    if ([...transaction.changed.keys()].every((one) => one instanceof Y.Text)) afterIt()
    else soon()
  }
  for (const shelf of SHELVES) for (const id of idsOn(doc, shelf)) touched.add(id)
  doc.on('update', changed)
  // An empty board is there without any change.
  provider.on('sync', soon)
  soon()
  return () => {
    doc.off('update', changed)
    provider.off('sync', soon)
    pace.forget(draw)
    halt()
  }
}
