import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { checksumOf } from '#db/checksum.ts'
import type { Db } from '#db/client.ts'
import { boardClients, boardDocs, boardLog, boardSnapshots } from '#db/schema/boards.ts'
import { type Head, loadBoard, packEntries, readHeads, readRows } from '#db/stored-board.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import type { Appended, Batch, BoardStore } from './store.ts'

const packGzip = promisify(gzip)

/** Boards in PostgreSQL, or in the embedded database: one row of the log per board and commit, snapshots beside it. */
export function postgresStore(db: Db): BoardStore {
  return {
    load: (boardId) => loadBoard(db, boardId),
    rowsAfter: (boardId, seq, isKnown) => readRows(db, boardId, seq, isKnown),
    heads: async (boardIds) => (await readHeads(db, boardIds)) as Map<SessionId, Head>,
    append: (batches) =>
      // A single statement is all or nothing by itself, and need not wait for a transaction's beginning and end.
      isOneStatement(batches) ? appendAll(db, batches) : db.transaction((tx) => appendAll(tx, batches)),
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

type Tx = Pick<Db, 'insert' | 'select' | 'execute'>

const isOneStatement = ([first, ...rest]: readonly Batch[]) => rest.length === 0 && first?.newClients.length === 0

async function appendAll(tx: Tx, batches: readonly Batch[]): Promise<Appended> {
  const appended = {
    seqs: new Map<SessionId, number>(),
    closed: new Set<SessionId>(),
    contested: new Set<SessionId>(),
  }
  // In one order always, so that two servers never wait for each other.
  for (const batch of [...batches].sort((a, b) => (a.boardId < b.boardId ? -1 : 1))) {
    if (await isContested(tx, batch)) appended.contested.add(batch.boardId)
    else {
      const seq = await appendRow(tx, batch)
      if (seq === undefined) appended.closed.add(batch.boardId)
      else appended.seqs.set(batch.boardId, seq)
    }
  }
  return appended
}

/** The number of the new row; undefined when the board is closed. One statement: each way to the database and back is waited for. */
async function appendRow(tx: Tx, { networkId, boardId, entries }: Batch): Promise<number | undefined> {
  const packed = packEntries(entries)
  const open = and(eq(boardDocs.networkId, networkId), eq(boardDocs.boardId, boardId), isNull(boardDocs.closedAt))
  const [row] = await tx.execute<{ seq: string | number }>(sql`
    with doc as (
      update ${boardDocs} set head_seq = head_seq + 1 where ${open} returning network_id, board_id, head_seq
    )
    insert into ${boardLog} (network_id, board_id, seq, entries, checksum)
    select network_id, board_id, head_seq, ${sql.param(packed, boardLog.entries)}::bytea, ${checksumOf(packed)} from doc
    returning seq`)
  return row && Number(row.seq)
}

/** Keeps client ids for the seats that use them first; whether one is another's already, or will be in a moment. */
async function isContested(tx: Tx, { networkId, boardId, newClients }: Batch): Promise<boolean> {
  if (newClients.length === 0) return false
  const claims = new Map(newClients)
  const inOrder = [...claims].sort(([a], [b]) => a - b)
  const kept = await tx
    .insert(boardClients)
    .values(inOrder.map(([clientId, seatId]) => ({ networkId, boardId, clientId, seatId })))
    .onConflictDoNothing()
    .returning({ clientId: boardClients.clientId })
  if (kept.length === claims.size) return false
  const ofBoard = and(eq(boardClients.networkId, networkId), eq(boardClients.boardId, boardId))
  const owners = await tx
    .select()
    .from(boardClients)
    .where(and(ofBoard, inArray(boardClients.clientId, [...claims.keys()])))
  return owners.some(({ clientId, seatId }) => claims.get(clientId) !== seatId)
}
