'use client'
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import * as Y from 'yjs'
import { shelvesOf } from '#server/board/document.ts'
import { type BoardView, EMPTY_BOARD, viewBoard } from '#server/board/view.ts'
import type { Step } from '#server/vocabulary/step.ts'
import { type BoardLine, connectBoard, type LineState } from './connect-board.ts'

/** Somebody who is at the board, as their seat proves it. */
export interface Present {
  /** One a tab: somebody with two tabs is here twice. */
  readonly clientId: number
  readonly seat: string
  readonly name: string
  readonly partner: string | null
  readonly editing: string | undefined
}

export interface LiveBoard {
  readonly doc: Y.Doc | undefined
  readonly view: BoardView
  readonly line: LineState
  readonly others: readonly Present[]
  readonly undo: { can: boolean; canRedo: boolean; undo(): void; redo(): void }
  /** Puts away words that the board did not take. */
  putAway(cardId: string): void
  tellEditing(cardId: string | undefined): void
  /** Begins a new step of undo, so that it takes back deed by deed and not whatever came quickly. */
  newDeed(): void
}

const WAITING: LineState = { is: 'connecting', unsaved: 0, refused: undefined, lost: [] }

/** The board, live: its picture, who is here, how the line stands, and one's own undo. */
export function useBoard(sessionId: string, meId: string, as?: 'convenor'): LiveBoard {
  const [line, setLine] = useState<BoardLine>()
  const undoer = useRef<Y.UndoManager>(undefined)
  useEffect(() => {
    const opened = connectBoard(sessionId, meId, as)
    const [cards, places, groups] = shelvesOf(opened.doc)
    undoer.current = new Y.UndoManager([cards, places, groups] as Y.Map<unknown>[], {
      trackedOrigins: new Set([meId]),
      captureTimeout: 400,
    })
    setLine(opened)
    return () => opened.end()
  }, [sessionId, meId, as])
  const view = useView(line)
  const others = useOthers(line)
  const state = useSyncExternalStore(
    (heard) => line?.listen(heard) ?? (() => {}),
    () => line?.state() ?? WAITING,
    () => WAITING,
  )
  useClearedUndo(undoer, view.session.step)
  const tellEditing = useCallback(
    (cardId: string | undefined) => line?.provider.awareness.setLocalStateField('editing', cardId ?? null),
    [line],
  )
  const newDeed = useCallback(() => undoer.current?.stopCapturing(), [])
  return {
    doc: line?.doc,
    view,
    line: state,
    others,
    undo: {
      can: undoer.current?.canUndo() ?? false,
      canRedo: undoer.current?.canRedo() ?? false,
      undo: () => undoer.current?.undo(),
      redo: () => undoer.current?.redo(),
    },
    newDeed,
    putAway: (cardId) => line?.putAway(cardId),
    tellEditing,
  }
}

/** The picture of the document, made anew once a frame however many edits came. */
function useView(line: BoardLine | undefined): BoardView {
  const [view, setView] = useState(EMPTY_BOARD)
  useEffect(() => {
    if (!line) return
    let frame = 0
    const draw = () => {
      frame = 0
      setView(viewBoard(line.doc))
    }
    const changed = () => {
      if (frame === 0) frame = requestAnimationFrame(draw)
    }
    line.doc.on('update', changed)
    changed()
    return () => {
      line.doc.off('update', changed)
      cancelAnimationFrame(frame)
    }
  }, [line])
  return view
}

function useOthers(line: BoardLine | undefined): readonly Present[] {
  const [others, setOthers] = useState<readonly Present[]>([])
  useEffect(() => {
    if (!line) return
    const { awareness } = line.provider
    awareness.setLocalState({ editing: null })
    const changed = () =>
      setOthers(
        [...awareness.getStates()].flatMap(([clientId, state]) =>
          clientId === line.doc.clientID ? [] : readPresent(clientId, state),
        ),
      )
    awareness.on('change', changed)
    return () => awareness.off('change', changed)
  }, [line])
  return others
}

function readPresent(clientId: number, state: Record<string, unknown>): Present[] {
  const person = state.person as { seat?: string; name?: string; partner?: string | null } | undefined
  if (!person?.seat) return []
  const editing = typeof state.editing === 'string' ? state.editing : undefined
  return [{ clientId, seat: person.seat, name: person.name ?? '', partner: person.partner ?? null, editing }]
}

/** What was done at an earlier step is no longer one's own to undo. */
function useClearedUndo(undoer: { current: Y.UndoManager | undefined }, step: Step) {
  const last = useRef(step)
  useEffect(() => {
    if (last.current !== step) undoer.current?.clear()
    last.current = step
  }, [step, undoer])
}
