import type { Room } from './room.ts'
import type { BoardStore } from './store.ts'

interface Reading {
  now?: Promise<void> | undefined
  next?: Promise<void> | undefined
}

/** Brings rooms up to what others stored. The log is the replication: it has no gaps, and is read from the last row held. */
export class Follower {
  readonly #readings = new WeakMap<Room, Reading>()

  constructor(
    readonly store: Pick<BoardStore, 'rowsAfter'>,
    readonly damaged: (room: Room, rows: readonly string[]) => void = () => {},
  ) {}

  /** Resolves when the room holds all that was stored before this was called. Rooms are read one reading at a time. */
  catchUp(room: Room): Promise<void> {
    const reading = this.#readings.get(room) ?? {}
    this.#readings.set(room, reading)
    if (!reading.now) {
      reading.now = this.#read(room).finally(() => {
        reading.now = undefined
      })
      return reading.now
    }
    // The one that runs may have looked before what is wanted was stored.
    reading.next ??= reading.now
      .catch(() => undefined)
      .then(() => {
        reading.next = undefined
        return this.catchUp(room)
      })
    return reading.next
  }

  async #read(room: Room): Promise<void> {
    const rows = await this.store.rowsAfter(room.id, room.seq, room.knows)
    if (rows.damaged.length > 0) this.damaged(room, rows.damaged)
    if (!room.isGone) room.takeUp(rows)
  }
}
