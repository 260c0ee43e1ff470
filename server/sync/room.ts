import * as Y from 'yjs'
import type { StoredBoard } from '#db/stored-board.ts'
import type { WhyNot } from '#server/board/may.ts'
import { type Facts, publish, type ShownView } from '#server/board/publish.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { Gate, type Malformed } from './gate.ts'
import { goodbye, type Presence, readPresence, stateWithPerson, writePresence } from './presence.ts'
import { answerFrame, askFrame, presenceFrame, refusedFrame, savedFrame, updateFrame } from './protocol.ts'
import type { Writer } from './writer.ts'

/** Somebody's connection as a room sees it. */
export interface Guest {
  readonly seat: {
    readonly id: string
    readonly kind: 'participant' | 'convenor' | 'screen'
    readonly partnerId: string | null
    readonly name: string
  }
  send(frame: Uint8Array): void
}

/** What a room holds of one guest: how many of their updates came and are stored, and the client they are. */
interface Place {
  came: number
  saved: number
  clientId?: number
}

/** What a session lets its board know. */
export interface RoomFacts extends Facts {
  readonly showsNames: boolean
  readonly views: readonly ShownView[]
}

const SERVER_SEAT = 'server'

/**
 * One board while people are at it. `#ahead` (in the gate) has everything that came; `#shown` has what is stored, and is
 * all that anybody is ever sent: an edit is stored, then shown, then acknowledged.
 */
export class Room {
  readonly #gate: Gate
  readonly #shown = new Y.Doc()
  readonly #guests = new Map<Guest, Place>()
  readonly #presence = new Map<number, Presence>()
  readonly #toShow = new Set<number>()
  #facts: RoomFacts
  rowsSinceSnapshot: number

  constructor(
    readonly id: SessionId,
    stored: StoredBoard,
    facts: RoomFacts,
    readonly writer: Writer,
  ) {
    const ahead = new Y.Doc()
    for (const doc of [ahead, this.#shown])
      doc.transact(() => stored.updates.forEach((update) => void Y.applyUpdate(doc, update)))
    this.#gate = new Gate(ahead, new Map(stored.clients))
    this.networkId = stored.networkId
    this.rowsSinceSnapshot = stored.rowsSinceSnapshot
    this.#facts = facts
    this.#gate.clients.set(ahead.clientID, SERVER_SEAT)
    this.publish(facts)
  }
  readonly networkId: string

  get guests(): readonly Guest[] {
    return [...this.#guests.keys()]
  }

  enter(guest: Guest): void {
    this.#guests.set(guest, { came: 0, saved: 0 })
    guest.send(askFrame(Y.encodeStateVector(this.#shown)))
    if (this.#presence.size > 0) guest.send(presenceFrame(writePresence([...this.#presence.values()])))
  }

  leave(guest: Guest): void {
    const clientId = this.#guests.get(guest)?.clientId
    this.#guests.delete(guest)
    const last = clientId === undefined ? undefined : this.#presence.get(clientId)
    if (!last) return
    this.#presence.delete(last.clientId)
    this.#sendAll(presenceFrame(writePresence([goodbye(last)])))
  }

  /** Sends somebody what they lack, of what is stored. */
  answer(guest: Guest, stateVector: Uint8Array): Malformed | undefined {
    try {
      guest.send(answerFrame(Y.encodeStateAsUpdate(this.#shown, stateVector)))
      return undefined
    } catch {
      return 'unreadable'
    }
  }

  /** Takes an update: what passes the gate is stored, and only then shown to the others and acknowledged. */
  take(guest: Guest, update: Uint8Array): Malformed | undefined {
    const place = this.#guests.get(guest)
    if (!place) return undefined
    const judgement = this.#gate.admit(update, guest.seat, this.#facts)
    if (judgement.is === 'malformed') return judgement.why
    place.came += 1
    if (judgement.is === 'known') {
      this.#acknowledge(guest, place)
      return undefined
    }
    if (judgement.refused) this.#refuse(guest, judgement.refused)
    this.#store(judgement.passed, guest, judgement.refused !== undefined)
    return undefined
  }

  /** Brings the board in line with what the session shows now. */
  publish(facts: RoomFacts): void {
    this.#facts = facts
    const update = this.#gate.noteServer(() => publish(this.#gate.doc, facts, facts.views))
    if (update) this.#store(update)
  }

  present(guest: Guest, bytes: Uint8Array): void {
    const place = this.#guests.get(guest)
    if (!place) return
    for (const { clientId, clock, state } of readPresence(bytes)) {
      // Stock clients send other people's presence on; only their own counts.
      if (place.clientId === undefined && this.#isFree(clientId, guest)) place.clientId = clientId
      if (clientId !== place.clientId || clock <= (this.#presence.get(clientId)?.clock ?? -1)) continue
      const { id, name, partnerId, kind } = guest.seat
      const person = { seat: id, name: this.#facts.showsNames ? name : '', partner: partnerId, kind }
      const proven = stateWithPerson(state, person)
      if (proven === undefined) continue
      this.#presence.set(clientId, { clientId, clock, state: proven })
      this.#toShow.add(clientId)
    }
  }

  /** Shows the presence that changed since last time, in one frame. */
  showPresence(): void {
    const changed = [...this.#toShow].flatMap((id) => this.#presence.get(id) ?? [])
    this.#toShow.clear()
    if (changed.length === 0) return
    this.#sendAll(presenceFrame(writePresence(changed)))
    for (const { clientId, state } of changed) if (state === 'null') this.#presence.delete(clientId)
  }

  allPresence = (guest: Guest): void => guest.send(presenceFrame(writePresence([...this.#presence.values()])))

  /** The stored state, whole. */
  state = (): Uint8Array => Y.encodeStateAsUpdateV2(this.#shown)

  destroy(): void {
    this.#gate.doc.destroy()
    this.#shown.destroy()
  }

  #isFree(clientId: number, guest: Guest): boolean {
    const owner = this.#gate.clients.get(clientId)
    return (
      (owner === undefined || owner === guest.seat.id) &&
      ![...this.#guests.values()].some((place) => place.clientId === clientId)
    )
  }

  #store(update: Uint8Array, guest?: Guest, alsoToAuthor = false): void {
    const seatId = guest?.seat.id ?? SERVER_SEAT
    this.writer.hand({
      networkId: this.networkId,
      boardId: this.id,
      entry: { seatId, update },
      newClients: this.#claim(update, seatId),
      ended: (how) => {
        if (how === 'closed') return guest && this.#refuse(guest, 'closed')
        this.rowsSinceSnapshot += 1
        Y.applyUpdate(this.#shown, update)
        const frame = updateFrame(update)
        for (const other of this.#guests.keys()) if (other !== guest || alsoToAuthor) other.send(frame)
        const place = guest && this.#guests.get(guest)
        if (guest && place) this.#acknowledge(guest, place)
      },
    })
  }

  /** The client ids an update uses for the first time: from now on they are this seat's. */
  #claim(update: Uint8Array, seatId: string): (readonly [number, string])[] {
    const fresh = [...Y.parseUpdateMeta(update).to.keys()].filter((client) => !this.#gate.clients.has(client))
    for (const client of fresh) this.#gate.clients.set(client, seatId)
    return fresh.map((client) => [client, seatId] as const)
  }

  #acknowledge(guest: Guest, place: Place): void {
    place.saved += 1
    guest.send(savedFrame(place.saved))
  }

  #refuse = (guest: Guest, why: WhyNot | 'odd'): void => guest.send(refusedFrame(why))

  #sendAll(frame: Uint8Array): void {
    for (const guest of this.#guests.keys()) guest.send(frame)
  }
}
