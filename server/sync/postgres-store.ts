import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { checksumOf } from '#db/checksum.ts'
import type { Db, Prompt } from '#db/client.ts'
import { boardDocs, boardLog } from '#db/schema/boards.ts'
import { type Head, loadBoard, packEntries, readHeads, readRows } from '#db/stored-board.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import type { Appended, Batch, BoardStore, Claims, Owners } from './store.ts'

const packGzip = promisify(gzip)
/** A server's last commit on a board is remembered so long: whoever comes with it later has been away for longer than anybody waits. */
const REMEMBERED_SECONDS = 86_400
/** And of so many servers: every commit writes what is remembered anew, and one that starts again and again is another each time. */
const MOST_REMEMBERED = 30

// In milliseconds. Whoever commits to a board holds its row for a few, and whoever does for longer holds up no other board. All are
// shorter than it takes for a way to be given up as silent.
const PATIENCE = { commit: 200, snapshot: 1_500, claim: 3_000 }
/** The database's word for a row that was waited for long enough. */
const LOCK_NOT_AVAILABLE = '55P03'
/** And for a number that a row has already, that no row may have, or that is none any more. */
const NO_NUMBERS = ['23505', '23514', '22003']

/**
 * Boards in PostgreSQL, or in the embedded database: one row of the log per board and commit, snapshots beside it. What must not
 * wait for a silent way goes over `prompt`.
 */
export function postgresStore(db: Db, prompt: Prompt = { db, within: (answer) => answer }): BoardStore {
  return {
    load: (boardId) => loadBoard(db, boardId),
    rowsAfter: (boardId, seq, isKnown) => readRows(db, boardId, seq, isKnown),
    heads: async (boardIds) => (await prompt.within(readHeads(prompt.db, boardIds))) as Map<SessionId, Head>,
    claim: (claims) => prompt.within(claimAll(prompt.db, claims, PATIENCE.claim)),
    append: (batches, patienceMs = PATIENCE.commit) =>
      prompt.within(
        appendTogether(prompt.db, batches, patienceMs)
          .catch(async (error) => {
            // Each by itself is tried again: only the one that is harmed is counted.
            if (!isOutOfStep(error) || batches.length !== 1) throw error
            await countAgain(prompt.db, batches[0] as Batch, patienceMs)
            return appendTogether(prompt.db, batches, patienceMs)
          })
          .catch((error) => {
            if (!isHeld(error)) throw error
            return appendFree(prompt.db, batches, patienceMs)
          }),
      ),
    async snapshot({ networkId, boardId, seq, state, reason }) {
      const packed = new Uint8Array(await packGzip(state))
      // One statement, which begins once all of it has arrived: a way that goes silent while a state travels holds no board.
      await db.execute(sql`
        with doc as (
          update board_docs set snapshot_seq = greatest(snapshot_seq, ${seq}::bigint), commits = ${recent}
          where network_id = ${networkId} and board_id = ${boardId} and ${waitingAtMost(PATIENCE.snapshot)}
          returning network_id, board_id
        )
        insert into board_snapshots (network_id, board_id, seq, reason, state, checksum)
        select network_id, board_id, ${seq}::bigint, ${reason}::text, ${bytes(packed)}::bytea, ${checksumOf(packed)} from doc
        on conflict do nothing`)
    },
  }
}

type Failed = { cause?: { code?: string } }
const isHeld = (error: Failed) => error?.cause?.code === LOCK_NOT_AVAILABLE
const isOutOfStep = (error: Failed) => NO_NUMBERS.includes(error?.cause?.code ?? '')

type Tx = Pick<Db, 'select' | 'execute'>
type OfBoard = Pick<Batch, 'networkId' | 'boardId'>

const bytes = (packed: Uint8Array) => sql.param(packed, boardLog.entries)

const recent = sql`(
  select coalesce(jsonb_object_agg(key, value), '{}') from (
    select key, value from jsonb_each(${boardDocs.commits})
    where (value ->> 2)::bigint > extract(epoch from now()) - ${REMEMBERED_SECONDS}::bigint
    order by (value ->> 1)::bigint desc limit ${MOST_REMEMBERED}::bigint
  ) as last
)`

const isOneStatement = ([first, ...rest]: readonly Batch[]) => rest.length === 0 && first?.newClients.length === 0

/**
 * Whether whoever asks for a row waits so long at most: always true. Said in the statement itself, it is no way of its own, holds
 * until the end of its transaction, and passes through poolers.
 */
const waitingAtMost = (ms: number) => sql`set_config('lock_timeout', ${String(ms)}, true) is not null`

/** A single statement is all or nothing by itself, and need not wait for a transaction's beginning and end. */
const appendTogether = (db: Db, batches: readonly Batch[], patienceMs: number): Promise<Appended> =>
  isOneStatement(batches)
    ? appendAll(db, batches, patienceMs)
    : db.transaction((tx) => appendAll(tx, batches, patienceMs))

/** The same of those boards that nobody holds at the moment. */
async function appendFree(db: Db, batches: readonly Batch[], patienceMs: number): Promise<Appended> {
  const held = new Set(batches.map(({ boardId }) => boardId))
  const nothing: Appended = { seqs: new Map(), closed: new Set(), contested: new Set(), held: new Set(held) }
  if (held.size === 1) return nothing
  const append = db.transaction(async (tx) => {
    const ours = tx.select({ boardId: boardDocs.boardId }).from(boardDocs)
    const free = await ours.where(inArray(boardDocs.boardId, [...held])).for('update', { skipLocked: true })
    for (const { boardId } of free) held.delete(boardId as SessionId)
    const appended = await appendAll(
      tx,
      batches.filter(({ boardId }) => !held.has(boardId)),
      patienceMs,
    )
    return { ...appended, held }
  })
  // It may be a client id that somebody holds, of whichever board: then each is tried by itself.
  return append.catch((error) => {
    if (!isHeld(error)) throw error
    return nothing
  })
}

async function appendAll(tx: Tx, batches: readonly Batch[], patienceMs: number): Promise<Appended> {
  const appended = {
    seqs: new Map<SessionId, number>(),
    closed: new Set<SessionId>(),
    contested: new Set<SessionId>(),
  }
  // In one order always, so that two servers never wait for each other.
  const owners = await claimAll(tx, batches, patienceMs)
  for (const batch of [...batches].sort((a, b) => (a.boardId < b.boardId ? -1 : 1))) {
    const ofBoard = owners.get(batch.boardId)
    if (batch.newClients.some(([clientId, seatId]) => ofBoard?.get(clientId) !== seatId))
      appended.contested.add(batch.boardId)
    else {
      const seq = (await appendRow(tx, batch, patienceMs)) ?? (await rowOf(tx, batch))
      if (seq === undefined) appended.closed.add(batch.boardId)
      else appended.seqs.set(batch.boardId, seq)
    }
  }
  return appended
}

const theBoard = ({ networkId, boardId }: OfBoard) =>
  and(eq(boardDocs.networkId, networkId), eq(boardDocs.boardId, boardId))

/**
 * The number of the new row; undefined when the board is closed, or has this commit already. One statement: each way to the
 * database and back is waited for.
 */
async function appendRow(
  tx: Tx,
  { by, no, networkId, boardId, entries }: Batch,
  patienceMs: number,
): Promise<number | undefined> {
  const packed = packEntries(entries)
  // Whether it is new is looked at once the row is one's own: an earlier try may still be under way. Columns are written out: to
  // have them spelled for each commit costs as much as the rest of asking.
  const [row] = await tx.execute<{ seq: string | number }>(sql`
    with doc as (
      update board_docs set head_seq = head_seq + 1, commits = commits || jsonb_build_object(
        ${by}::text, jsonb_build_array(${no}::bigint, head_seq + 1, extract(epoch from now())::bigint)
      )
      where network_id = ${networkId} and board_id = ${boardId} and closed_at is null
        and coalesce((commits -> ${by}::text ->> 0)::bigint, 0) < ${no}::bigint and ${waitingAtMost(patienceMs)}
      returning network_id, board_id, head_seq
    )
    insert into board_log (network_id, board_id, seq, entries, checksum)
    select network_id, board_id, head_seq, ${bytes(packed)}::bytea, ${checksumOf(packed)} from doc
    returning seq`)
  return row && Number(row.seq)
}

/**
 * Counts a board's rows anew: where a disk has harmed the number of its last one, nothing could be stored on it any more. What a
 * snapshot holds counts, for nobody reads a row before it.
 */
async function countAgain(db: Db, batch: Batch, patienceMs: number): Promise<void> {
  const last = (of: 'board_log' | 'board_snapshots') => sql`(
    select coalesce(max(seq), 0) from ${sql.identifier(of)}
    where network_id = ${batch.networkId} and board_id = ${batch.boardId}
  )`
  await db.transaction(async (tx) => {
    const isIts = sql`${theBoard(batch)} and ${waitingAtMost(patienceMs)}`
    await tx.select({ boardId: boardDocs.boardId }).from(boardDocs).where(isIts).for('update')
    // Asked once the row is one's own: what others stored until then is seen.
    const headSeq = sql`greatest(${last('board_log')}, ${last('board_snapshots')})`
    await tx.update(boardDocs).set({ headSeq }).where(theBoard(batch))
  })
}

/** The row of a commit that was stored before, when its answer was lost. */
async function rowOf(tx: Tx, { by, no, ...of }: Batch): Promise<number | undefined> {
  const [doc] = await tx.select({ commits: boardDocs.commits }).from(boardDocs).where(theBoard(of))
  const [last, seq] = doc?.commits[by] ?? []
  return last === no ? seq : undefined
}

/** Keeps client ids for the seats that use them first. Answers whose they are: another's already, or in a moment. */
async function claimAll(tx: Tx, claims: readonly Claims[], patienceMs: number): Promise<Owners> {
  const owners = new Map<SessionId, Map<number, string>>()
  const note = ({ board_id: boardId, client_id, seat_id }: ClaimRow) =>
    owners.set(boardId, (owners.get(boardId) ?? new Map()).set(Number(client_id), seat_id))
  const asked: ClaimRow[] = claims.flatMap(({ networkId: network_id, boardId: board_id, newClients }) =>
    newClients.map(([client_id, seat_id]) => ({ network_id, board_id, client_id, seat_id })),
  )
  if (asked.length === 0) return owners
  const inOrder = asked.sort((a, b) =>
    a.board_id === b.board_id ? a.client_id - b.client_id : a.board_id < b.board_id ? -1 : 1,
  )
  for (const row of await tx.execute<ClaimRow>(sql`
    insert into board_clients (network_id, board_id, client_id, seat_id)
    select * from ${rowsOf(inOrder)} where ${waitingAtMost(patienceMs)}
    on conflict do nothing returning *`))
    note(row)
  const others = inOrder.filter(({ board_id, client_id }) => !owners.get(board_id)?.has(client_id))
  if (others.length === 0) return owners
  for (const row of await tx.execute<ClaimRow>(sql`
    select board_clients.* from ${rowsOf(others)} join board_clients using (network_id, board_id, client_id)`))
    note(row)
  return owners
}

type ClaimRow = { network_id: string; board_id: SessionId; client_id: number; seat_id: string }

/** As one value: after an outage they may be more than a statement takes values. */
const rowsOf = (rows: readonly ClaimRow[]) => sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
  as asked (network_id text, board_id text, client_id bigint, seat_id text)`
