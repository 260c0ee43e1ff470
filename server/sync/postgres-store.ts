import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { boardClients, boardDocs, boardLog, boardSnapshots } from '#db/schema/boards.ts'
import { checksumOf, loadBoard, packEntries } from '#db/stored-board.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import type { Appended, Batch, BoardStore } from './store.ts'

const packGzip = promisify(gzip)

/** Boards in PostgreSQL, or in the embedded database: one row of the log per board and commit, snapshots beside it. */
export function postgresStore(db: Db): BoardStore {
  return {
    load: (boardId) => loadBoard(db, boardId),
    append: (batches) => db.transaction((tx) => appendAll(tx, batches)),
    async snapshot({ networkId, boardId, seq, state, reason }) {
      const packed = new Uint8Array(await packGzip(state))
      const ofBoard = and(eq(boardDocs.networkId, networkId), eq(boardDocs.boardId, boardId))
      await db.transaction(async (tx) => {
        const [doc] = await tx.select({ seq: boardDocs.snapshotSeq }).from(boardDocs).where(ofBoard).for('update')
        if (!doc) return
        const row = { networkId, boardId, seq, reason, state: packed, checksum: checksumOf(packed) }
        await tx.insert(boardSnapshots).values(row).onConflictDoNothing()
        if (seq > doc.seq) await tx.update(boardDocs).set({ snapshotSeq: seq }).where(ofBoard)
      })
    },
  }
}

async function appendAll(tx: Pick<Db, 'update' | 'insert'>, batches: readonly Batch[]): Promise<Appended> {
  const seqs = new Map<SessionId, number>()
  const closed = new Set<SessionId>()
  // In one order always, so that two servers never wait for each other.
  for (const { networkId, boardId, entries, newClients } of [...batches].sort((a, b) =>
    a.boardId < b.boardId ? -1 : 1,
  )) {
    const open = and(eq(boardDocs.networkId, networkId), eq(boardDocs.boardId, boardId), isNull(boardDocs.closedAt))
    const [doc] = await tx
      .update(boardDocs)
      .set({ headSeq: sql`${boardDocs.headSeq} + 1` })
      .where(open)
      .returning({ seq: boardDocs.headSeq })
    if (!doc) {
      closed.add(boardId)
      continue
    }
    seqs.set(boardId, doc.seq)
    const packed = packEntries(entries)
    await tx
      .insert(boardLog)
      .values({ networkId, boardId, seq: doc.seq, entries: packed, checksum: checksumOf(packed) })
    const clients = newClients.map(([clientId, seatId]) => ({ networkId, boardId, clientId, seatId }))
    if (clients.length > 0) await tx.insert(boardClients).values(clients).onConflictDoNothing()
  }
  return { seqs, closed }
}
