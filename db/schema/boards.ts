import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'

/** Raw bytes. */
export const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  fromDriver: (bytes) => new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength),
})

/**
 * One row a board: where its log stands. A board carries its session's id. `closedAt` ends all writing. `commits` keeps of each
 * server its last one's number, the row, and when, in seconds: a commit whose answer was lost is known again by it.
 */
export const boardDocs = pgTable(
  'board_docs',
  {
    networkId: text('network_id').notNull(),
    boardId: text('board_id').notNull(),
    epoch: integer('epoch').notNull().default(1),
    headSeq: bigint('head_seq', { mode: 'number' }).notNull().default(0),
    snapshotSeq: bigint('snapshot_seq', { mode: 'number' }).notNull().default(0),
    schema: integer('schema').notNull().default(1),
    commits: jsonb('commits')
      .$type<Record<string, readonly [no: number, seq: number, at: number]>>()
      .notNull()
      .default({}),
    closedAt: timestamp('closed_at', { withTimezone: true }),
  },
  // By itself, too: whoever opens a board knows no more than its id.
  (t) => [primaryKey({ columns: [t.networkId, t.boardId] }), index('board_docs_by_id').on(t.boardId)],
)

/** One row per board and commit: what was stored together. `entries` packs (seat, client id, update); `seq` has no gaps. */
export const boardLog = pgTable(
  'board_log',
  {
    networkId: text('network_id').notNull(),
    boardId: text('board_id').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    at: timestamp('at', { withTimezone: true }).notNull().defaultNow(),
    entries: bytea('entries').notNull(),
    checksum: text('checksum').notNull(),
  },
  (t) => [primaryKey({ columns: [t.networkId, t.boardId, t.seq] }), check('board_log_seq_positive', sql`${t.seq} > 0`)],
)

/** Whose a Yjs client id is: bound to its seat at first use. */
export const boardClients = pgTable(
  'board_clients',
  {
    networkId: text('network_id').notNull(),
    boardId: text('board_id').notNull(),
    clientId: bigint('client_id', { mode: 'number' }).notNull(),
    seatId: text('seat_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.boardId, t.clientId] }),
    index('board_clients_by_seat').on(t.networkId, t.seatId),
  ],
)

/** Whole states of a board, made from the live document; the log behind them stays for the history. */
export const boardSnapshots = pgTable(
  'board_snapshots',
  {
    networkId: text('network_id').notNull(),
    boardId: text('board_id').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    at: timestamp('at', { withTimezone: true }).notNull().defaultNow(),
    reason: text('reason', { enum: ['length', 'idle', 'step', 'close'] }).notNull(),
    state: bytea('state').notNull(),
    checksum: text('checksum').notNull(),
  },
  (t) => [primaryKey({ columns: [t.networkId, t.boardId, t.seq] })],
)
