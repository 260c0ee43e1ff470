import type { Entry, StoredBoard } from '#db/stored-board.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

/** What happened on one board since the last commit. */
export interface Batch {
  readonly networkId: string
  readonly boardId: SessionId
  readonly entries: readonly Entry[]
  /** Client ids that were used for the first time, and whose they are. */
  readonly newClients: readonly (readonly [clientId: number, seatId: string])[]
}

export type SnapshotReason = 'length' | 'idle' | 'step' | 'close'

/** Where boards are kept. `append` is all or nothing, and answers which of the boards are closed and took nothing. */
export interface BoardStore {
  load(boardId: SessionId): Promise<StoredBoard | undefined>
  append(batches: readonly Batch[]): Promise<{ closed: ReadonlySet<SessionId> }>
  /** Keeps a whole state, in Yjs' V2 encoding, as of everything appended so far. */
  snapshot(board: { networkId: string; boardId: SessionId }, state: Uint8Array, reason: SnapshotReason): Promise<void>
}
