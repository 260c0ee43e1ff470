import type * as Y from 'yjs'
import { cardsTouched, changesLay, idsOn, keysTouched, SHELVES } from '#server/board/document.ts'
import { EMPTY_BOARD } from '#server/board/empty-board.ts'
import { type BoardView, type HiddenCard, viewBoard, viewHidden } from '#server/board/view.ts'
import type { BoardLine } from './connect-board.ts'
import { type News, newsBetween } from './news.ts'

/** The board as it is drawn: what lies on it, and what somebody hid. */
export interface Picture {
  readonly view: BoardView
  readonly hidden: readonly HiddenCard[]
  /** How often one has laid, moved, grouped or taken away something oneself: when it grows, the picture shows that. */
  readonly own: number
  /** Whether it is of the board at all: the server has answered, or this device kept a copy. */
  readonly isThere: boolean
}
export const EMPTY_PICTURE: Picture = { view: EMPTY_BOARD, hidden: [], own: 0, isThere: false }

// Where sixty people type, a picture for every letter would leave a slow laptop no time for its own person's hand.
const OTHERS_MS = 200
// And where even that takes it a while, no more than a fifth of its time; the whole board at first takes longest.
const SHARE_OF_TIME = 5
const LONGEST_MS = 1_000

/** Hears of each picture, what others did since the last one, and whether anything in it is one's own doing. */
type Drawn = (picture: Picture, news: readonly News[], isOwn: boolean) => void

export interface Following {
  /** The last picture is on the screen by now. */
  shown(): void
  stop(): void
}

/**
 * Makes the picture of the document anew: in the next frame when one did something oneself, or when others do after a
 * silence; else five times a second, however many edits come, and on a slow device less often. What was there when one came is no
 * news.
 */
export function followPicture({ doc, provider }: BoardLine, drawn: Drawn): Following {
  let picture = EMPTY_PICTURE
  let frame = 0
  let waiting: ReturnType<typeof setTimeout> | undefined
  let drawnAt = Number.NEGATIVE_INFINITY
  let restMs = OTHERS_MS
  let isSynced = false
  let isOwn = false
  let laid = 0
  const own = new Set<string>()
  const touched = new Set<string>()
  const draw = () => {
    clearTimeout(waiting)
    ;[frame, waiting, drawnAt] = [0, undefined, performance.now()]
    const { view: before, hidden } = picture
    const view = viewBoard(doc, before, touched)
    const isThere = picture.isThere || provider.synced || doc.store.clients.size > 0
    picture = { view, hidden: viewHidden(doc, hidden), own: laid, isThere }
    drawn(picture, isSynced ? newsBetween(before, view, own) : [], isOwn)
    isOwn = false
    for (const set of [own, touched]) set.clear()
    isSynced ||= provider.synced
  }
  const soon = () => {
    if (frame === 0) frame = requestAnimationFrame(draw)
  }
  const changed = (_update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
    for (const key of keysTouched(transaction)) touched.add(key)
    if (!transaction.local) {
      waiting ??= setTimeout(soon, Math.max(0, drawnAt + restMs - performance.now()))
      return
    }
    isOwn = true
    if (changesLay(transaction)) laid += 1
    for (const id of cardsTouched(doc, transaction)) own.add(id)
    soon()
  }
  for (const shelf of SHELVES) for (const id of idsOn(doc, shelf)) touched.add(id)
  doc.on('update', changed)
  // An empty board is there without any change.
  provider.on('sync', soon)
  soon()
  return {
    shown() {
      restMs = Math.min(LONGEST_MS, Math.max(OTHERS_MS, SHARE_OF_TIME * (performance.now() - drawnAt)))
    },
    stop() {
      doc.off('update', changed)
      provider.off('sync', soon)
      clearTimeout(waiting)
      cancelAnimationFrame(frame)
    },
  }
}
