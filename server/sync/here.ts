import { goodbye, type Presence, readPresence, stateWithPerson, writePresence } from './presence.ts'
import { presenceFrame } from './protocol.ts'

/** Somebody at a board, as their seat proves them. */
export interface Someone {
  readonly seat: {
    readonly id: string
    readonly kind: 'participant' | 'convenor' | 'screen'
    readonly partnerId: string | null
    readonly name: string
  }
}

/** Whose client ids are, and how one is kept for a seat. */
export interface ClientIds {
  ownerOf(clientId: number): string | undefined
  reserve(clientId: number, seatId: string): void
}

/** Who is at a board: one presence a connection, under its own client id, with the name that its seat proves. */
export class Here {
  readonly #clientOf = new Map<Someone, number>()
  readonly #presence = new Map<number, Presence>()
  readonly #toShow = new Set<number>()

  constructor(readonly ids: ClientIds) {}

  /** Takes what somebody says of themselves. What they say of others is left out: stock clients repeat what they heard. */
  hear(someone: Someone, bytes: Uint8Array, showsNames: boolean): void {
    for (const { clientId, clock, state } of readPresence(bytes)) {
      if (!this.#clientOf.has(someone) && this.#isFree(clientId, someone)) {
        this.#clientOf.set(someone, clientId)
        this.ids.reserve(clientId, someone.seat.id)
      }
      if (this.#clientOf.get(someone) !== clientId || clock <= (this.#presence.get(clientId)?.clock ?? -1)) continue
      const { id, name, partnerId, kind } = someone.seat
      const person = { seat: id, name: showsNames ? name : '', partner: partnerId, kind }
      const proven = stateWithPerson(state, person)
      if (proven === undefined) continue
      this.#presence.set(clientId, { clientId, clock, state: proven })
      this.#toShow.add(clientId)
    }
  }

  /** Somebody is gone: the frame that tells the others, if they had been heard of. */
  leave(someone: Someone): Uint8Array | undefined {
    const last = this.#presence.get(this.#clientOf.get(someone) ?? -1)
    this.#clientOf.delete(someone)
    if (!last) return undefined
    this.#presence.delete(last.clientId)
    return presenceFrame(writePresence([goodbye(last)]))
  }

  /** One frame of all that changed since the last one; undefined when nothing did. */
  news(): Uint8Array | undefined {
    const changed = [...this.#toShow].flatMap((id) => this.#presence.get(id) ?? [])
    this.#toShow.clear()
    if (changed.length === 0) return undefined
    for (const { clientId, state } of changed) if (state === 'null') this.#presence.delete(clientId)
    return presenceFrame(writePresence(changed))
  }

  /** Everybody, in one frame. */
  all = (): Uint8Array => presenceFrame(writePresence([...this.#presence.values()]))

  #isFree(clientId: number, someone: Someone): boolean {
    const isTaken = [...this.#clientOf.values()].includes(clientId)
    return !isTaken && (this.ids.ownerOf(clientId) ?? someone.seat.id) === someone.seat.id
  }
}
