import * as Y from 'yjs'
import type { Db } from '#db/client.ts'
import { loadBoard } from '#db/stored-board.ts'
import { type BoardView, EMPTY_BOARD, viewBoard } from '#server/board/view.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

/** The board of a session as it is stored: what everybody who is let in may see. Empty before anything was put on it. */
export async function readBoard(db: Pick<Db, 'select'>, sessionId: SessionId): Promise<BoardView> {
  const stored = await loadBoard(db, sessionId)
  if (!stored) return EMPTY_BOARD
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const update of stored.updates) Y.applyUpdate(doc, update)
  })
  return viewBoard(doc)
}
