import type { Entry, Head, StoredBoard, StoredRows } from '#db/stored-board.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

/** What happened on one board since the last commit. */
export interface Batch {
  readonly networkId: string
  readonly boardId: SessionId
  /**
   * Whose commit it is, and which of theirs: the number rises on each board. One whose answer was lost is handed in again as it
   * was, and is not stored twice, however late what was handed in first arrives.
   */
  readonly by: string
  readonly no: number
  readonly entries: readonly Entry[]
  /** Client ids that were used for the first time, and whose they are. */
  readonly newClients: readonly Claim[]
}

export type SnapshotReason = 'length' | 'idle' | 'step' | 'close'

/**
 * What became of a commit: the number of each board's new row, which boards are closed and took nothing, and on which
 * somebody used a client id that another seat had used first, over another server: they took nothing either. Nor did those that
 * somebody else held for longer than is waited for: they are to be tried again.
 */
export interface Appended {
  readonly seqs: ReadonlyMap<SessionId, number>
  readonly closed: ReadonlySet<SessionId>
  readonly contested: ReadonlySet<SessionId>
  readonly held?: ReadonlySet<SessionId>
}

/** A state of a board, and the last row of the log that it holds: rows after that one are read on top of it. */
export interface Snapshot {
  readonly networkId: string
  readonly boardId: SessionId
  readonly seq: number
  /** In Yjs' V2 encoding. */
  readonly state: Uint8Array
  readonly reason: SnapshotReason
}

/** A client id, and whose it is. */
export type Claim = readonly [clientId: number, seatId: string]

/** Client ids of one board that are to be kept for their seats. */
export type Claims = Pick<Batch, 'networkId' | 'boardId' | 'newClients'>

/** Whose client ids are, by their boards. */
export type Owners = ReadonlyMap<SessionId, ReadonlyMap<number, string>>

/** Where boards are kept. `append` is all or nothing over all its boards that nobody else holds. */
export interface BoardStore {
  load(boardId: SessionId): Promise<StoredBoard | undefined>
  /** The rows after `seq`, whoever stored them, and whose the client ids in them are that `isKnown` doesn't know. */
  rowsAfter(boardId: SessionId, seq: number, isKnown: (clientId: number) => boolean): Promise<StoredRows>
  /** Where the logs of these boards stand; boards that are not there are left out. */
  heads(boardIds: readonly SessionId[]): Promise<ReadonlyMap<SessionId, Head>>
  /** Keeps client ids for the seats that use them first, over whatever server; answers whose they are from now on. */
  claim(claims: readonly Claims[]): Promise<Owners>
  /** For a board that somebody else holds it waits so long at most, and not for long when that is left out. */
  append(batches: readonly Batch[], patienceMs?: number): Promise<Appended>
  snapshot(snapshot: Snapshot): Promise<void>
}
