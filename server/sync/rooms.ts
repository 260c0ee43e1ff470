import type { SessionId } from '#server/vocabulary/ids.ts'
import { ClaimDesk } from './claim-desk.ts'
import { Follower } from './follower.ts'
import { type Ears, Others } from './others.ts'
import { Room } from './room.ts'
import type { BoardStore, SnapshotReason } from './store.ts'
import type { RoomFacts } from './word.ts'
import type { Writer } from './writer.ts'

const EMPTY_FOR_MS = 60_000
const QUIET_FOR_MS = 30_000

/** The boards that people are at. A board is loaded when the first comes and put away a while after the last has left. */
export class Rooms {
  readonly #rooms = new Map<SessionId, Promise<Room | undefined>>()
  /** Those of them that are loaded. */
  readonly #loaded = new Map<SessionId, Room>()
  readonly #emptySince = new Map<SessionId, number>()
  #tidying: Promise<void> | undefined
  readonly #quietSince = new WeakMap<Room, { writes: number; ms: number }>()
  /** What fails with a board and has been told of. */
  readonly #failing = new WeakMap<Room, Set<string>>()
  readonly #follower: Follower
  readonly #desk: ClaimDesk

  constructor(
    readonly store: BoardStore,
    readonly writer: Writer,
    readonly readFacts: (sessionId: SessionId) => Promise<RoomFacts>,
    readonly damaged: (sessionId: SessionId, rows: readonly string[]) => void = () => {},
    readonly others = new Others(),
    readonly fault: (what: string, error: unknown) => void = () => {},
  ) {
    this.#follower = new Follower(store, (room, rows) => damaged(room.id, rows))
    this.#desk = new ClaimDesk(store)
  }

  get count(): number {
    return this.#rooms.size
  }

  /** The boards that are loaded. */
  get ids(): readonly SessionId[] {
    return [...this.#loaded.keys()]
  }

  /** The room of a board, loaded once however many come at a time; undefined when there is no such board. */
  async open(sessionId: SessionId): Promise<Room | undefined> {
    const opening = this.#rooms.get(sessionId) ?? this.#load(sessionId)
    this.#rooms.set(sessionId, opening)
    try {
      const room = await opening
      if (!room) this.#forget(sessionId, opening)
      return room
    } catch (error) {
      this.#forget(sessionId, opening)
      throw error
    }
  }

  /** Somebody else may have begun to load it again by then. */
  #forget(sessionId: SessionId, opening: Promise<Room | undefined>): void {
    if (this.#rooms.get(sessionId) === opening) this.#rooms.delete(sessionId)
  }

  /** Brings a board that is open in line with its session; one that is not open will be, when it is loaded. */
  async refresh(sessionId: SessionId): Promise<void> {
    if (!this.#rooms.has(sessionId)) return
    const facts = await this.readFacts(sessionId)
    ;(await this.#rooms.get(sessionId))?.publish(facts)
  }

  /** Goes by what the session says now; the server that changed it puts it on the board, or the next round does. */
  async know(sessionId: SessionId): Promise<void> {
    if (!this.#rooms.has(sessionId)) return
    const facts = await this.readFacts(sessionId)
    ;(await this.#rooms.get(sessionId))?.know(facts)
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
    if (this.#loaded.get(room.id) === room) {
      this.#rooms.delete(room.id)
      this.#loaded.delete(room.id)
      this.#emptySince.delete(room.id)
    }
    room.destroy()
  }

  /** Opens a board just to bring it in line and store that: views shown while nobody is at the board. */
  async settle(sessionId: SessionId): Promise<void> {
    const room = await this.open(sessionId)
    if (!room) return
    room.publish(await this.readFacts(sessionId))
    await this.writer.flushed(sessionId)
  }

  async snapshot(sessionId: SessionId, reason: SnapshotReason): Promise<void> {
    const room = await this.#rooms.get(sessionId)
    const picture = room?.picture()
    if (!room || !picture) return
    const { seq, state } = picture
    await this.store.snapshot({ networkId: room.networkId, boardId: room.id, reason, seq, state })
    // Only now: one that could not be stored is taken again.
    room.kept(picture)
  }

  /** Resolves when the room holds all that was stored before this was called, by whomever. */
  catchUp = (room: Room): Promise<void> => this.#follower.catchUp(room)

  /**
   * Makes sure that an update can be judged: the room holds all that was stored before this was called, and it is known at every
   * server whose the client ids are that it is the first to use.
   */
  readonly bringUp = async (room: Room, update: Uint8Array, seatId: string): Promise<void> => {
    try {
      await this.catchUp(room)
      const newClients = room.isGone ? [] : room.toilOf(seatId).over(0, () => room.claimsOf(update, seatId))
      const { networkId, id: boardId } = room
      if (newClients.length > 0) room.bind(await this.#desk.ask({ networkId, boardId, newClients }))
    } catch (error) {
      // While the store is away whoever is here under an id may write under it: the commit finds out whose it is.
      if (room.isGone || room.toilOf(seatId).over(0, () => room.isAnybodys(update, seatId))) throw error
    }
  }

  /** What is done about what other servers tell. */
  readonly ears: Ears = {
    rows: (boardId, seq) => {
      const room = this.#loaded.get(boardId)
      if (room?.heardOf({ seq })) this.catchUp(room).catch((error) => this.fault('rows could not be read', error))
    },
    here: (server, boardId, people) => this.#loaded.get(boardId)?.people.hearFrom(server, people),
    who: (boardId) => this.#loaded.get(boardId)?.people.sayWho(),
    met: () => {
      for (const room of this.#loaded.values()) room.people.sayWho()
    },
    silent: (server) => {
      for (const room of this.#loaded.values()) room.people.forget(server)
    },
  }

  /** Asks the other servers who is at the boards that are loaded here. */
  askWho(): void {
    for (const boardId of this.#loaded.keys()) this.others.who(boardId)
  }

  /** Every two seconds, in case a notice was lost: takes up what others stored, and puts on the boards what nobody did. */
  async round(nowMs: number): Promise<void> {
    const rooms = [...this.#loaded.values()]
    if (rooms.length === 0) return
    const heads = await this.store.heads(this.ids)
    const lookAfter = async (room: Room) => {
      const head = heads.get(room.id)
      if (head) room.heardOf(head)
      if (room.missesRows) await this.catchUp(room)
      if (!room.isGone) room.settleOld(nowMs)
    }
    await Promise.all(rooms.map((room) => this.#alone('a board could not be looked after', room, lookAfter)))
  }

  /** Puts away boards that have been empty for a minute, lets those sleep where nobody writes, and keeps long logs short. */
  async tidy(nowMs: number): Promise<void> {
    // Where snapshots take long it is still at it.
    this.#tidying ??= this.#tidyAll(nowMs).finally(() => {
      this.#tidying = undefined
    })
    await this.#tidying
  }

  async #tidyAll(nowMs: number): Promise<void> {
    await this.round(nowMs)
    // One after the other: to keep them all at once would stand in the way of whoever writes.
    for (const room of [...this.#loaded.values()])
      await this.#alone('a board could not be tidied', room, () => this.#tidyOne(room, nowMs))
  }

  showPresence(): void {
    for (const room of this.#loaded.values()) room.people.show()
  }

  async stop(): Promise<void> {
    await this.writer.flushed()
    for (const sessionId of this.ids) await this.snapshot(sessionId, 'idle').catch(() => undefined)
    // What was written meanwhile, and in a crowd would wait for more.
    await this.writer.flushed()
  }

  async #load(sessionId: SessionId): Promise<Room | undefined> {
    const stored = await this.store.load(sessionId)
    if (!stored) return undefined
    if (stored.damaged.length > 0) this.damaged(sessionId, stored.damaged)
    const facts = await this.readFacts(sessionId)
    const spoilt = (room: Room) => {
      this.fault('a board was let go of over a client id', room.id)
      this.drop(room)
    }
    const room = new Room(sessionId, stored, facts, this.writer, this.others, spoilt)
    this.#loaded.set(sessionId, room)
    return room
  }

  /** Does something with one board of many: where it fails it holds up no other, and is told of once until it goes well again. */
  async #alone(fault: string, room: Room, act: (room: Room) => Promise<void>): Promise<void> {
    const failing = this.#failing.get(room) ?? new Set()
    this.#failing.set(room, failing)
    try {
      await act(room)
      failing.delete(fault)
    } catch (error) {
      if (!failing.has(fault)) this.fault(fault, `${room.id}: ${error}`)
      failing.add(fault)
    }
  }

  async #tidyOne(room: Room, nowMs: number): Promise<void> {
    if (room.isGone) return
    if (room.wantsSnapshot) await this.snapshot(room.id, 'length')
    await this.#letSleep(room, nowMs)
    if (room.guests.length > 0) return void this.#emptySince.delete(room.id)
    const since = this.#emptySince.get(room.id) ?? nowMs
    this.#emptySince.set(room.id, since)
    if (nowMs - since >= EMPTY_FOR_MS) await this.#putAway(room.id, room)
  }

  async #letSleep(room: Room, nowMs: number): Promise<void> {
    const quiet = this.#quietSince.get(room)
    if (quiet?.writes !== room.writes) return void this.#quietSince.set(room, { writes: room.writes, ms: nowMs })
    if (nowMs - quiet.ms < QUIET_FOR_MS || room.isAsleep) return
    await this.snapshot(room.id, 'idle')
    room.sleep()
  }

  async #putAway(sessionId: SessionId, room: Room): Promise<void> {
    // One that can't be stored now is put away later, and holds up no other meanwhile.
    if (this.writer.waitingBytes(sessionId) > 0) return
    await this.snapshot(sessionId, 'idle')
    if (room.guests.length === 0) this.drop(room)
  }
}
