import * as Y from 'yjs'
import type { Db } from '#db/client.ts'
import { loadBoard } from '#db/stored-board.ts'
import type { Card } from '#server/board/card.ts'
import { EMPTY_BOARD } from '#server/board/empty-board.ts'
import { type BoardView, viewBoard, viewHidden } from '#server/board/view.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

/** The board of a session as it is stored: what everybody who is let in may see. Empty before anything was put on it. */
export async function readBoard(db: Pick<Db, 'select'>, sessionId: SessionId): Promise<BoardView> {
  const doc = await openBoard(db, sessionId)
  return doc ? viewBoard(doc) : EMPTY_BOARD
}

/** Every card on it by its id, as it reads now: those that were hidden too. For whoever runs the workshop. */
export async function readCards(db: Pick<Db, 'select'>, sessionId: SessionId): Promise<ReadonlyMap<string, Card>> {
  const doc = await openBoard(db, sessionId)
  if (!doc) return new Map()
  const cards: (Card & { id: string })[] = [...Object.values(viewBoard(doc).cards), ...viewHidden(doc)]
  return new Map(cards.map((card) => [card.id, card]))
}

/** The cards that were taken off the board, there or from the desk, by their ids. */
export async function findHiddenOnBoard(db: Pick<Db, 'select'>, sessionId: SessionId): Promise<readonly string[]> {
  const doc = await openBoard(db, sessionId)
  return doc ? viewHidden(doc).map(({ id }) => id) : []
}

async function openBoard(db: Pick<Db, 'select'>, sessionId: SessionId): Promise<Y.Doc | undefined> {
  const stored = await loadBoard(db, sessionId)
  if (!stored) return undefined
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const update of stored.updates) Y.applyUpdate(doc, update)
  })
  return doc
}
