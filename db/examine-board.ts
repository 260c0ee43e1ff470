import { and, asc, eq, gt } from 'drizzle-orm'
import { parseUpdateMeta } from 'yjs'
import { checksumOf } from './checksum.ts'
import type { Db } from './client.ts'
import { boardClients, boardDocs, boardLog, boardSnapshots } from './schema/boards.ts'
import { missing, ofBoard, unpackEntries } from './stored-board.ts'

const ROWS_AT_A_TIME = 200
/** Servers write under client ids that are nobody's seat. */
const SERVER_SEAT = 'server'

/**
 * What is wrong with anything that is stored of a board, in words: also with what lies before its newest snapshot, which nobody
 * reads who opens it, until that one is damaged. An empty list when all is well, or no such board is there.
 */
export async function examineBoard(db: Pick<Db, 'select'>, boardId: string): Promise<string[]> {
  const ofDoc = eq(boardDocs.boardId, boardId)
  const [doc] = await db.select().from(boardDocs).where(ofDoc)
  if (!doc) return []
  const clients = await db.select().from(boardClients).where(ofBoard(boardClients, boardId))
  const { last, wrong } = await examineLog(db, boardId, new Map(clients.map((one) => [one.clientId, one.seatId])))
  if (last < doc.headSeq) wrong.push(missing(last + 1, doc.headSeq))
  // Read once more: others may have written meanwhile, and a row comes with the number that it raises.
  const [now] = await db.select({ headSeq: boardDocs.headSeq }).from(boardDocs).where(ofDoc)
  if (now && now.headSeq < last) wrong.push(`board_docs has its log end at ${now.headSeq}, and there is a row ${last}`)
  return [...wrong, ...(await examineSnapshots(db, boardId))]
}

async function examineLog(db: Pick<Db, 'select'>, boardId: string, owners: ReadonlyMap<number, string>) {
  const wrong: string[] = []
  const strayed = new Set<number>()
  for (let last = 0; ; ) {
    const rows = await db
      .select()
      .from(boardLog)
      .where(and(ofBoard(boardLog, boardId), gt(boardLog.seq, last)))
      .orderBy(asc(boardLog.seq))
      .limit(ROWS_AT_A_TIME)
    for (const { seq, entries, checksum } of rows) {
      if (seq > last + 1) wrong.push(missing(last + 1, seq - 1))
      last = seq
      if (checksumOf(entries) !== checksum) wrong.push(unlike('board_log', seq))
      else for (const client of anothers(entries, owners)) strayed.add(client)
    }
    if (rows.length === ROWS_AT_A_TIME) continue
    for (const client of strayed) wrong.push(`board_clients gives ${client} to a seat that did not write under it`)
    return { last, wrong }
  }
}

/** The client ids in a row that are said to be another's than the seat's that wrote it. */
const anothers = (entries: Uint8Array, owners: ReadonlyMap<number, string>): number[] =>
  unpackEntries(entries).flatMap(({ seatId, update }) =>
    [...parseUpdateMeta(update).to.keys()].filter(
      (client) => ![seatId, SERVER_SEAT, undefined].includes(owners.get(client)),
    ),
  )

async function examineSnapshots(db: Pick<Db, 'select'>, boardId: string): Promise<string[]> {
  const wrong: string[] = []
  // One at a time: each is a whole board.
  for (let after = -1; ; ) {
    const [row] = await db
      .select()
      .from(boardSnapshots)
      .where(and(ofBoard(boardSnapshots, boardId), gt(boardSnapshots.seq, after)))
      .orderBy(asc(boardSnapshots.seq))
      .limit(1)
    if (!row) return wrong
    if (checksumOf(row.state) !== row.checksum) wrong.push(unlike('board_snapshots', row.seq))
    after = row.seq
  }
}

const unlike = (table: string, seq: number) => `${table} ${seq} does not match its checksum`
