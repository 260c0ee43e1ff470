'use client'
import { startTransition, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import * as Y from 'yjs'
import { ownShelvesOf } from '#server/board/document.ts'
import type { BoardView, HiddenCard } from '#server/board/view.ts'
import type { Place } from '#server/vocabulary/corner.ts'
import { type BoardLine, type BoardOf, connectBoard, type LineState, WAITING } from './connect-board.ts'
import type { News } from './news.ts'
import type { LostWords } from './not-stored.ts'
import { makePace, type Pace } from './pace.ts'
import { EMPTY_PICTURE, followPicture } from './picture.ts'
import { type Present, useOthers } from './use-others.ts'
import { useUndo } from './use-undo.ts'

/** What the page may do with its line and its undo: the same object as long as the line is. */
export interface Reins {
  readonly doc: Y.Doc | undefined
  /** Puts away words that the board did not take. */
  putAway(words: LostWords): void
  tellEditing(cardId: string | undefined): void
  /** Shows the others which card is in one's hand, and over which place. */
  tellDragging(cardId: string | undefined, over?: Place): void
  /** Begins a new step of undo, so that it takes back deed by deed and not whatever came quickly. */
  newDeed(): void
  /** Whether there was something to take back, or to do again. */
  undo(): boolean
  redo(): boolean
  /** Hears what others do, until the answer is called. */
  hear(heard: (news: readonly News[]) => void): () => void
}

type LineWatch = Pick<BoardLine, 'state' | 'listen'>
const NO_LINE: LineWatch = { state: () => WAITING, listen: () => () => {} }

/** What one needs to know of how a board's line stands; a plain value, so that nothing is drawn anew for what one doesn't. */
export const useLineState = <T>(line: LineWatch, of: (state: LineState) => T): T =>
  useSyncExternalStore(
    line.listen,
    () => of(line.state()),
    () => of(WAITING),
  )

export interface LiveBoard {
  readonly reins: Reins
  readonly view: BoardView
  readonly hidden: readonly HiddenCard[]
  /** Grows with everything that one lays, moves or takes away oneself, once the picture shows it. */
  readonly own: number
  /** Whether `view` is of the board at all; before, it is empty. */
  readonly isThere: boolean
  /** Whether the server has answered since the page was opened. */
  readonly isBrought: boolean
  /** How its line stands: `useLineState` hears of it, for it changes with every letter. */
  readonly line: LineWatch
  readonly others: readonly Present[]
  readonly canUndo: boolean
  readonly canRedo: boolean
}

/** The board, live: its picture, who is here, its line, and one's own undo. The same object as long as all of it is the same. */
export function useBoard({ sessionId, meId, epoch, as, earlier = [] }: BoardOf, isShownOut: boolean): LiveBoard {
  const [opened, setOpened] = useState<{ line: BoardLine; undoer: Y.UndoManager }>()
  const seats = earlier.join(' ')
  useEffect(() => {
    const line = connectBoard({ sessionId, meId, epoch, as, earlier: seats.split(' ').filter(Boolean) })
    const undoer = new Y.UndoManager(ownShelvesOf(line.doc) as Y.Map<unknown>[], {
      trackedOrigins: new Set([meId]),
      captureTimeout: 400,
    })
    setOpened({ line, undoer })
    return () => line.end()
  }, [sessionId, meId, epoch, as, seats])
  const line = opened?.line
  useTurnedAway(line, isShownOut)
  const hearers = useRef(new Set<(news: readonly News[]) => void>())
  const pace = usePace()
  const { view, hidden, own, isThere, isBrought } = usePicture(line, pace, hearers.current)
  const others = useOthers(line, pace)
  const undoer = opened?.undoer
  const { canUndo, canRedo } = useUndo(undoer, view.session.step)
  const reins = useMemo(() => makeReins(line, undoer, hearers.current), [line, undoer])
  return useMemo(
    () => ({ reins, view, hidden, own, isThere, isBrought, line: line ?? NO_LINE, others, canUndo, canRedo }),
    [reins, view, hidden, own, isThere, isBrought, line, others, canUndo, canRedo],
  )
}

/** Ends the line of whoever was shown out while it did not stand; one that stands is told of it, and why. */
export function useTurnedAway(
  line: Pick<BoardLine, 'turnAway' | keyof LineWatch> | undefined,
  isShownOut: boolean,
): void {
  const isAway = useLineState(line ?? NO_LINE, ({ is }) => is === 'connecting' || is === 'offline')
  useEffect(() => {
    if (isShownOut && isAway) line?.turnAway()
  }, [line, isShownOut, isAway])
}

const makeReins = (
  line: BoardLine | undefined,
  undoer: Y.UndoManager | undefined,
  hearers: Set<(news: readonly News[]) => void>,
): Reins => ({
  doc: line?.doc,
  putAway: (words) => line?.putAway(words),
  tellEditing: (cardId) => line?.provider.awareness.setLocalStateField('editing', cardId ?? null),
  tellDragging(cardId, over) {
    const { awareness } = line?.provider ?? {}
    // Together: others would see half of it.
    awareness?.setLocalState({ ...awareness.getLocalState(), dragging: cardId ?? null, over: over ?? null })
  },
  newDeed: () => undoer?.stopCapturing(),
  undo: () => (undoer?.undo() ?? null) !== null,
  redo: () => (undoer?.redo() ?? null) !== null,
  hear(heard) {
    hearers.add(heard)
    return () => void hearers.delete(heard)
  },
})

function usePace(): Pace {
  const [pace] = useState(makePace)
  useEffect(() => {
    for (const sign of HAND) document.addEventListener(sign, pace.touched, { passive: true, capture: true })
    return () => {
      for (const sign of HAND) document.removeEventListener(sign, pace.touched, { capture: true })
      pace.end()
    }
  }, [pace])
  return pace
}
const HAND = ['keydown', 'pointerdown', 'pointerup'] as const

function usePicture(line: BoardLine | undefined, pace: Pace, hearers: ReadonlySet<(news: readonly News[]) => void>) {
  const [picture, setPicture] = useState(EMPTY_PICTURE)
  useEffect(() => {
    if (!line) return
    return followPicture(line, pace, (drawn, news, isOwn) => {
      // What others do gives way to what one's own hand does meanwhile.
      if (isOwn) setPicture(drawn)
      else startTransition(() => setPicture(drawn))
      if (news.length > 0) for (const hear of hearers) hear(news)
    })
  }, [line, pace, hearers])
  useEffect(() => {
    if (picture !== EMPTY_PICTURE) pace.shown()
  }, [picture, pace])
  return picture
}
