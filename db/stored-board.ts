import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { and, asc, desc, eq, gt, inArray, lt, sql } from 'drizzle-orm'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { convertUpdateFormatV2ToV1, parseUpdateMeta } from 'yjs'
import { checksumOf, mendOneBit } from './checksum.ts'
import type { Db } from './client.ts'
import { boardClients, boardDocs, boardLog, boardSnapshots } from './schema/boards.ts'

const unpackGzip = promisify(gunzip)

/** One stored piece: who made it, and the Yjs update. */
export interface Entry {
  readonly seatId: string
  readonly update: Uint8Array
}

/** A board as it was stored. `damaged` names rows whose checksum didn't hold, or that are missing. */
export interface StoredBoard {
  readonly networkId: string
  /** Grows when the data came back from a backup: copies of an earlier epoch are not merged into it. 1 when left out. */
  readonly epoch?: number
  /** The number of the last row that `updates` holds; 0 before the first. */
  readonly seq: number
  readonly updates: readonly Uint8Array[]
  readonly clients: ReadonlyMap<number, string>
  readonly rowsSinceSnapshot: number
  /** How many bytes of updates those rows hold. */
  readonly logBytes: number
  readonly closed: boolean
  readonly damaged: readonly string[]
}

/** What was stored of a board after some row, by whomever. */
export interface StoredRows {
  /** The number of the last row; the one asked about when there is none after it. */
  readonly seq: number
  readonly count: number
  readonly updates: readonly Uint8Array[]
  /** Whose the client ids are that these rows use, as far as they had to be looked up. */
  readonly clients: ReadonlyMap<number, string>
  readonly damaged: readonly string[]
}

/** A board's epoch; 1 for a board that isn't there. */
export async function readEpoch(db: Pick<Db, 'select'>, boardId: string): Promise<number> {
  const [doc] = await db.select({ epoch: boardDocs.epoch }).from(boardDocs).where(eq(boardDocs.boardId, boardId))
  return doc?.epoch ?? 1
}

/** Begins a new epoch on every board, one that no earlier restoring can have begun. Answers how many boards there are. */
export async function beginEpoch(db: Pick<Db, 'update'>, now: Date): Promise<number> {
  const seconds = Math.floor(now.getTime() / 1_000)
  const epoch = sql`greatest(${boardDocs.epoch} + 1, ${seconds}::integer)`
  return (await db.update(boardDocs).set({ epoch }).returning({ boardId: boardDocs.boardId })).length
}

/** Where a board's log stands. */
export interface Head {
  readonly seq: number
  readonly snapshotSeq: number
}

/** A board as it is stored: the newest snapshot whose checksum holds, and the rows after it. Damaged rows are named. */
export async function loadBoard(db: Pick<Db, 'select'>, boardId: string): Promise<StoredBoard | undefined> {
  const [doc] = await db.select().from(boardDocs).where(eq(boardDocs.boardId, boardId))
  if (!doc) return undefined
  const damaged: string[] = []
  const { seq, update } = await newestSnapshot(db, boardId, damaged)
  const rows = await rowsAfter(db, boardId, seq, damaged)
  // Its number was read first: every row up to there was stored by then.
  const last = Math.max(rows.seq, doc.headSeq)
  if (last > rows.seq) damaged.push(missing(rows.seq + 1, last))
  const clients = await db.select().from(boardClients).where(ofBoard(boardClients, boardId))
  return {
    networkId: doc.networkId,
    epoch: doc.epoch,
    seq: last,
    updates: update ? [update, ...rows.updates] : rows.updates,
    clients: new Map(clients.map(({ clientId, seatId }) => [clientId, seatId])),
    rowsSinceSnapshot: last - seq,
    logBytes: rows.updates.reduce((sum, { length }) => sum + length, 0),
    closed: doc.closedAt !== null,
    damaged,
  }
}

/** The rows after `seq`, with the owners of those client ids that `isKnown` doesn't know. */
export async function readRows(
  db: Pick<Db, 'select'>,
  boardId: string,
  seq: number,
  isKnown: (clientId: number) => boolean,
): Promise<StoredRows> {
  const damaged: string[] = []
  const rows = await rowsAfter(db, boardId, seq, damaged)
  const used = new Set(rows.updates.flatMap((update) => [...parseUpdateMeta(update).to.keys()]))
  const strange = [...used].filter((clientId) => !isKnown(clientId))
  const ofThese = and(ofBoard(boardClients, boardId), inArray(boardClients.clientId, strange))
  const clients = strange.length > 0 ? await db.select().from(boardClients).where(ofThese) : []
  return { ...rows, clients: new Map(clients.map(({ clientId, seatId }) => [clientId, seatId])), damaged }
}

/** Where the logs of these boards stand. */
export async function readHeads(db: Pick<Db, 'select'>, boardIds: readonly string[]): Promise<Map<string, Head>> {
  const { boardId, headSeq, snapshotSeq } = boardDocs
  const docs = await db
    .select({ boardId, seq: headSeq, snapshotSeq })
    .from(boardDocs)
    .where(inArray(boardId, [...boardIds]))
  return new Map(docs.map(({ boardId, ...head }) => [boardId, head]))
}

/** A board's rows, by the network that every key of theirs begins with: else the rows of all boards would be gone through. */
export const ofBoard = (table: typeof boardLog | typeof boardClients | typeof boardSnapshots, boardId: string) =>
  and(
    sql`${table.networkId} = (select network_id from ${boardDocs} where board_id = ${boardId})`,
    eq(table.boardId, boardId),
  )

async function rowsAfter(db: Pick<Db, 'select'>, boardId: string, seq: number, damaged: string[]) {
  const rows = await db
    .select()
    .from(boardLog)
    .where(and(ofBoard(boardLog, boardId), gt(boardLog.seq, seq)))
    .orderBy(asc(boardLog.seq))
  const updates: Uint8Array[] = []
  let before = seq
  for (const row of rows) {
    if (row.seq > before + 1) damaged.push(missing(before + 1, row.seq - 1))
    before = row.seq
    const entries = await intact(row.entries, row.checksum, () => damaged.push(`board_log ${row.seq}`))
    if (entries) updates.push(...unpackEntries(entries).map((entry) => entry.update))
  }
  return { seq: rows[rows.length - 1]?.seq ?? seq, count: rows.length, updates }
}

async function newestSnapshot(
  db: Pick<Db, 'select'>,
  boardId: string,
  damaged: string[],
): Promise<{ seq: number; update?: Uint8Array }> {
  // One at a time: the older ones are only wanted when a newer one is damaged.
  for (let before = Number.MAX_SAFE_INTEGER; ; ) {
    const [row] = await db
      .select()
      .from(boardSnapshots)
      .where(and(ofBoard(boardSnapshots, boardId), lt(boardSnapshots.seq, before)))
      .orderBy(desc(boardSnapshots.seq))
      .limit(1)
    if (!row) return { seq: 0 }
    const state = await intact(row.state, row.checksum, () => damaged.push(`board_snapshots ${row.seq}`))
    if (state) return { seq: row.seq, update: convertUpdateFormatV2ToV1(new Uint8Array(await unpackGzip(state))) }
    before = row.seq
  }
}

/** A row's bytes as they were stored; undefined, after `tell`, when they can't be had any more. */
async function intact(bytes: Uint8Array, checksum: string, tell: () => void): Promise<Uint8Array | undefined> {
  if (checksumOf(bytes) === checksum) return bytes
  tell()
  return mendOneBit(bytes, checksum)
}

export const missing = (from: number, to: number) => `board_log ${from === to ? from : `${from}-${to}`} is missing`

/** Entries as one row's bytes: seat and update, one after another. */
export const packEntries = (entries: readonly Entry[]): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, entries.length)
    for (const { seatId, update } of entries) {
      encoding.writeVarString(encoder, seatId)
      encoding.writeVarUint8Array(encoder, update)
    }
  })

export function unpackEntries(bytes: Uint8Array): Entry[] {
  const decoder = decoding.createDecoder(bytes)
  return Array.from({ length: decoding.readVarUint(decoder) }, () => ({
    seatId: decoding.readVarString(decoder),
    update: decoding.readVarUint8Array(decoder),
  }))
}
