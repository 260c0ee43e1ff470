import type { SessionId } from '#server/vocabulary/ids.ts'
import { Room, type RoomFacts } from './room.ts'
import type { BoardStore, SnapshotReason } from './store.ts'
import type { Writer } from './writer.ts'

const ROWS_TO_SNAPSHOT = 500
const EMPTY_FOR_MS = 60_000

/** The boards that people are at. A board is loaded when the first comes and put away a while after the last has left. */
export class Rooms {
  readonly #rooms = new Map<SessionId, Promise<Room | undefined>>()
  readonly #emptySince = new Map<SessionId, number>()

  constructor(
    readonly store: BoardStore,
    readonly writer: Writer,
    readonly readFacts: (sessionId: SessionId) => Promise<RoomFacts>,
    readonly damaged: (sessionId: SessionId, rows: readonly string[]) => void = () => {},
  ) {}

  get count(): number {
    return this.#rooms.size
  }

  /** The room of a board, loaded once however many come at a time; undefined when there is no such board. */
  async open(sessionId: SessionId): Promise<Room | undefined> {
    const opening = this.#rooms.get(sessionId) ?? this.#load(sessionId)
    this.#rooms.set(sessionId, opening)
    try {
      const room = await opening
      if (!room) this.#rooms.delete(sessionId)
      return room
    } catch (error) {
      this.#rooms.delete(sessionId)
      throw error
    }
  }

  /** Brings a board that is open in line with its session; one that is not open will be, when it is loaded. */
  async refresh(sessionId: SessionId): Promise<void> {
    if (!this.#rooms.has(sessionId)) return
    const facts = await this.readFacts(sessionId)
    ;(await this.#rooms.get(sessionId))?.publish(facts)
  }

  /** Lets somebody in, in the same breath as their room is known to be the board's own; false when there is no such board. */
  async welcome(sessionId: SessionId, comeIn: (room: Room) => void): Promise<boolean> {
    for (;;) {
      const room = await this.open(sessionId)
      if (!room) return false
      if (room.isGone) continue
      comeIn(room)
      return true
    }
  }

  /** Lets go of a room whose document can't be trusted any more: everybody comes back to what is stored. */
  drop(room: Room): void {
    this.#rooms.delete(room.id)
    this.#emptySince.delete(room.id)
    room.destroy()
  }

  /** Opens a board just to bring it in line and store that: views shown while nobody is at the board. */
  async settle(sessionId: SessionId): Promise<void> {
    const room = await this.open(sessionId)
    if (!room) return
    room.publish(await this.readFacts(sessionId))
    await this.writer.flushed()
  }

  async snapshot(sessionId: SessionId, reason: SnapshotReason): Promise<void> {
    const room = await this.#rooms.get(sessionId)
    const picture = room?.picture()
    if (room && picture) await this.store.snapshot({ networkId: room.networkId, boardId: room.id, reason, ...picture })
  }

  /** Puts away boards that have been empty for a minute, and keeps long logs short. */
  async tidy(nowMs: number): Promise<void> {
    for (const [sessionId, opening] of [...this.#rooms]) {
      const room = await opening.catch(() => undefined)
      if (!room) continue
      if (room.missesRows) await this.#catchUp(room)
      if (room.rowsSinceSnapshot >= ROWS_TO_SNAPSHOT) await this.snapshot(sessionId, 'length')
      if (room.guests.length > 0) {
        this.#emptySince.delete(sessionId)
        continue
      }
      const since = this.#emptySince.get(sessionId) ?? nowMs
      this.#emptySince.set(sessionId, since)
      if (nowMs - since >= EMPTY_FOR_MS) await this.#putAway(sessionId, room)
    }
  }

  async showPresence(): Promise<void> {
    for (const opening of this.#rooms.values()) (await opening.catch(() => undefined))?.showPresence()
  }

  async stop(): Promise<void> {
    await this.writer.flushed()
    for (const sessionId of [...this.#rooms.keys()]) await this.snapshot(sessionId, 'idle').catch(() => undefined)
  }

  async #load(sessionId: SessionId): Promise<Room | undefined> {
    const stored = await this.store.load(sessionId)
    if (!stored) return undefined
    if (stored.damaged.length > 0) this.damaged(sessionId, stored.damaged)
    return new Room(sessionId, stored, await this.readFacts(sessionId), this.writer)
  }

  async #catchUp(room: Room): Promise<void> {
    const stored = await this.store.load(room.id)
    if (stored && !room.isGone) room.catchUp(stored)
  }

  async #putAway(sessionId: SessionId, room: Room): Promise<void> {
    await this.writer.flushed()
    await this.snapshot(sessionId, 'idle')
    if (room.guests.length === 0) this.drop(room)
  }
}
