import type { StoredBoard } from '#db/stored-board.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import type { BoardStore } from './store.ts'

interface Kept {
  networkId: string
  rows: Uint8Array[][]
  clients: Map<number, string>
  closed: boolean
  /** Of each writer: its last commit. */
  commits: Map<string, { no: number; seq: number }>
}

/** Boards kept in memory: for tests, where `pass` holds commits back or makes them fail. */
export function memoryStore(
  pass: () => Promise<void> = async () => {},
): BoardStore & { put(boardId: SessionId, networkId: string): void; close(boardId: SessionId): void } {
  const boards = new Map<SessionId, Kept>()
  return {
    put: (boardId, networkId) =>
      void boards.set(boardId, { networkId, rows: [], clients: new Map(), closed: false, commits: new Map() }),
    close(boardId) {
      const board = boards.get(boardId)
      if (board) board.closed = true
    },
    async load(boardId): Promise<StoredBoard | undefined> {
      const board = boards.get(boardId)
      if (!board) return undefined
      const { networkId, rows, clients, closed } = board
      const count = rows.length
      return {
        ...{ networkId, closed, seq: count, rowsSinceSnapshot: count, damaged: [] },
        logBytes: rows.flat().reduce((sum, update) => sum + update.length, 0),
        updates: rows.flat(),
        clients: new Map(clients),
      }
    },
    async rowsAfter(boardId, seq) {
      const { rows = [], clients = new Map() } = boards.get(boardId) ?? {}
      const after = rows.slice(seq)
      return { seq: seq + after.length, count: after.length, updates: after.flat(), clients, damaged: [] }
    },
    heads: async (boardIds) =>
      new Map(boardIds.map((boardId) => [boardId, { seq: boards.get(boardId)?.rows.length ?? 0, snapshotSeq: 0 }])),
    async claim(claims) {
      await pass()
      return new Map(
        claims.map(({ boardId, newClients }) => {
          const { clients } = boards.get(boardId) ?? { clients: new Map<number, string>() }
          for (const [clientId, seatId] of newClients) clients.set(clientId, clients.get(clientId) ?? seatId)
          return [boardId, new Map(clients)]
        }),
      )
    },
    async append(batches) {
      await pass()
      const appended = {
        seqs: new Map<SessionId, number>(),
        closed: new Set<SessionId>(),
        contested: new Set<SessionId>(),
      }
      for (const { boardId, by, no, entries, newClients } of batches) {
        const board = boards.get(boardId)
        const last = board?.commits.get(by)
        const isAnothers = ([clientId, seatId]: readonly [number, string]) =>
          (board?.clients.get(clientId) ?? seatId) !== seatId
        if (last?.no === no) appended.seqs.set(boardId, last.seq)
        else if (!board || board.closed) appended.closed.add(boardId)
        else if (newClients.some(isAnothers)) appended.contested.add(boardId)
        else {
          board.rows.push(entries.map((entry) => entry.update))
          appended.seqs.set(boardId, board.rows.length)
          board.commits.set(by, { no, seq: board.rows.length })
          for (const [clientId, seatId] of newClients) board.clients.set(clientId, seatId)
        }
      }
      return appended
    },
    async snapshot() {},
  }
}
