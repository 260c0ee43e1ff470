import type { StoredBoard } from '#db/stored-board.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import type { Batch, BoardStore } from './store.ts'

/** Boards kept in memory: for tests, where `pass` holds commits back or makes them fail. */
export function memoryStore(
  pass: () => Promise<void> = async () => {},
): BoardStore & { put(boardId: SessionId, networkId: string): void; close(boardId: SessionId): void } {
  const boards = new Map<
    SessionId,
    { networkId: string; seq: number; updates: Uint8Array[]; clients: Map<number, string>; closed: boolean }
  >()
  return {
    put: (boardId, networkId) =>
      void boards.set(boardId, { networkId, seq: 0, updates: [], clients: new Map(), closed: false }),
    close(boardId) {
      const board = boards.get(boardId)
      if (board) board.closed = true
    },
    async load(boardId): Promise<StoredBoard | undefined> {
      const board = boards.get(boardId)
      return (
        board && {
          ...board,
          updates: [...board.updates],
          clients: new Map(board.clients),
          rowsSinceSnapshot: board.updates.length,
          damaged: [],
        }
      )
    },
    async append(batches: readonly Batch[]) {
      await pass()
      const seqs = new Map<SessionId, number>()
      const closed = new Set<SessionId>()
      for (const { boardId, entries, newClients } of batches) {
        const board = boards.get(boardId)
        if (!board || board.closed) {
          closed.add(boardId)
          continue
        }
        board.seq += 1
        seqs.set(boardId, board.seq)
        board.updates.push(...entries.map((entry) => entry.update))
        for (const [clientId, seatId] of newClients) board.clients.set(clientId, seatId)
      }
      return { seqs, closed }
    },
    async snapshot() {},
  }
}
