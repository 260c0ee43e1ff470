import * as Y from 'yjs'
import type { StoredBoard } from '#db/stored-board.ts'
import { correctPartners, type Facts, publish, type ShownView } from '#server/board/publish.ts'
import { SCHEMA, schemaOf, upgrade } from '#server/board/upgrade.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { Gate, type Refused } from './gate.ts'
import { Here, type Someone } from './here.ts'
import { answerFrame, askFrame, CLOSE, savedFrame, updateFrame } from './protocol.ts'
import type { Malformed } from './well-formed.ts'
import type { Ended, Writer } from './writer.ts'

/** Somebody's connection as a room sees it. */
export interface Guest extends Someone {
  send(frame: Uint8Array): void
  /** Tells why their last change was taken back. */
  refuse(why: Refused): void
  end(code: number): void
}

/** What a session lets its board know. */
export interface RoomFacts extends Facts {
  readonly showsNames: boolean
  readonly views: readonly ShownView[]
}

const SERVER_SEAT = 'server'
const LARGEST_BOARD = 8 * 2 ** 20
const LONGEST_QUEUE = 8 * 2 ** 20

/**
 * One board while people are at it. `#ahead` (in the gate) has everything that came; `#shown` has what is stored, and is
 * all that anybody is ever sent: an edit is stored, then shown, then acknowledged.
 */
export class Room {
  readonly #gate: Gate
  readonly #shown = new Y.Doc()
  /** Who is here, and how many updates of each are stored. */
  readonly #guests = new Map<Guest, number>()
  readonly #here: Here
  #facts: RoomFacts
  /** The last row of the log that `#shown` holds. */
  #seq: number
  #bytes: number
  /** What was handed in last and isn't stored yet, with whom to tell when it is. */
  #last: (() => void)[] | undefined
  #rowsSinceSnapshot: number
  #missesRows = false
  #gone = false

  constructor(
    readonly id: SessionId,
    stored: StoredBoard,
    facts: RoomFacts,
    readonly writer: Writer,
  ) {
    const ahead = new Y.Doc()
    for (const doc of [ahead, this.#shown]) applyStored(doc, stored)
    if (schemaOf(ahead) > SCHEMA) throw new Error('a later version wrote this board')
    // What nobody's seat is known for was written by the server, and is nobody's to go on with.
    const clients = new Map(Array.from(ahead.store.clients.keys(), (client) => [client, SERVER_SEAT]))
    for (const [client, seatId] of stored.clients) clients.set(client, seatId)
    clients.set(ahead.clientID, SERVER_SEAT)
    this.#gate = new Gate(ahead, clients)
    this.#here = new Here(this.#gate)
    this.networkId = stored.networkId
    this.#seq = stored.seq
    this.#rowsSinceSnapshot = stored.rowsSinceSnapshot
    this.#bytes = stored.updates.reduce((sum, update) => sum + update.length, 0)
    this.#facts = facts
    const upgraded = this.#gate.noteServer(() => void upgrade(ahead))
    if (upgraded) this.#store(upgraded)
    this.publish(facts)
  }
  readonly networkId: string

  get guests(): readonly Guest[] {
    return [...this.#guests.keys()]
  }

  enter(guest: Guest): void {
    this.#guests.set(guest, 0)
    guest.send(askFrame(Y.encodeStateVector(this.#shown)))
    guest.send(this.#here.all())
  }

  leave(guest: Guest): void {
    this.#guests.delete(guest)
    const goodbye = this.#here.leave(guest)
    if (goodbye) this.#sendAll(goodbye)
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

  /**
   * Takes an update: what passes the gate is stored, and only then shown to the others and acknowledged. Throws when the
   * document can't be trusted any more; what is stored can.
   */
  take(guest: Guest, update: Uint8Array): Malformed | undefined {
    if (!this.#guests.has(guest)) return undefined
    if (this.writer.waitingBytes(this.id) > LONGEST_QUEUE) return void guest.end(CLOSE.comeBackLater)
    if (this.#size(update.length) > LARGEST_BOARD) return void guest.end(CLOSE.tooLarge)
    const judgement = this.#gate.admit(update, guest.seat, this.#facts)
    if (judgement.is === 'malformed') return judgement.why
    if (judgement.is === 'known') {
      // Known is not yet stored: it may have come a moment ago, over a connection that is gone.
      if (this.#last) this.#last.push(() => this.#acknowledge(guest))
      else this.#acknowledge(guest)
      return undefined
    }
    if (judgement.refused) guest.refuse(judgement.refused)
    this.#store(judgement.passed, guest, judgement.refused !== undefined)
    return undefined
  }

  /** Brings the board in line with what the session shows now. */
  publish(facts: RoomFacts): void {
    // Two that were read at once may arrive the wrong way round.
    if (facts.stepNo < this.#facts.stepNo) return
    this.#facts = facts
    const partnerOf = new Map(facts.views.map(({ seatId, partnerId }) => [seatId, partnerId]))
    const update = this.#gate.noteServer(() => {
      publish(this.#gate.doc, facts, facts.views)
      correctPartners(this.#gate.doc, partnerOf)
    })
    if (update) this.#store(update)
  }

  /** Whether rows were stored that didn't pass through this room: by another server, or the operator's command. */
  get missesRows(): boolean {
    return this.#missesRows
  }

  /** Takes up rows that others stored, and shows them. */
  catchUp(stored: StoredBoard): void {
    for (const [client, seatId] of stored.clients) this.#gate.clients.set(client, seatId)
    this.#gate.noteServer(() => applyStored(this.#gate.doc, stored))
    const before = Y.encodeStateVector(this.#shown)
    applyStored(this.#shown, stored)
    this.#seq = Math.max(this.#seq, stored.seq)
    this.#missesRows = false
    this.#sendAll(updateFrame(Y.encodeStateAsUpdate(this.#shown, before)))
  }

  present(guest: Guest, bytes: Uint8Array): void {
    if (this.#guests.has(guest)) this.#here.hear(guest, bytes, this.#facts.showsNames)
  }

  /** Shows the presence that changed since last time, in one frame. */
  showPresence(): void {
    const news = this.#here.news()
    if (news) this.#sendAll(news)
  }

  allPresence = (guest: Guest): void => guest.send(this.#here.all())

  get rowsSinceSnapshot(): number {
    return this.#rowsSinceSnapshot
  }

  /** The stored state, whole, and the last row it holds; undefined when nothing is new since the last one, or rows are missing. */
  picture(): { seq: number; state: Uint8Array } | undefined {
    if (this.#rowsSinceSnapshot === 0 || this.#missesRows) return undefined
    this.#rowsSinceSnapshot = 0
    return { seq: this.#seq, state: Y.encodeStateAsUpdateV2(this.#shown) }
  }

  /** Whether this room was let go of; whoever is sent here then has to ask again. */
  get isGone(): boolean {
    return this.#gone
  }

  destroy(): void {
    this.#gone = true
    for (const guest of this.guests) guest.end(CLOSE.goingAway)
    this.#gate.doc.destroy()
    this.#shown.destroy()
  }

  #store(update: Uint8Array, guest?: Guest, alsoToAuthor = false): void {
    const seatId = guest?.seat.id ?? SERVER_SEAT
    const told: (() => void)[] = []
    this.#last = told
    this.writer.hand({
      networkId: this.networkId,
      boardId: this.id,
      entry: { seatId, update },
      newClients: this.#claim(update, seatId),
      ended: (how) => {
        if (this.#last === told) this.#last = undefined
        // Closed while it waited: what is on their screen will never be on anybody else's. (What was taken back is gone
        // from it once they hear so.)
        if (how.is === 'closed' && guest && !alsoToAuthor) return guest.end(CLOSE.resetYourCopy)
        this.#count(how)
        Y.applyUpdate(this.#shown, update)
        const frame = updateFrame(update)
        for (const other of this.#guests.keys()) if (other !== guest || alsoToAuthor) other.send(frame)
        if (guest) this.#acknowledge(guest)
        for (const tell of told) tell()
      },
    })
  }

  // What the server says of a closed session stands in its tables: the board takes no more rows, and shows it all the same.
  #count(how: Ended): void {
    if (how.is === 'closed') return
    if (how.seq > this.#seq + 1) this.#missesRows = true
    if (how.seq > this.#seq) this.#rowsSinceSnapshot += 1
    this.#seq = Math.max(this.#seq, how.seq)
  }

  /** How large the board would be with so many bytes more: a quick count that never says too little, made exact when it matters. */
  #size(more: number): number {
    this.#bytes += more
    if (this.#bytes > LARGEST_BOARD) this.#bytes = Y.encodeStateAsUpdate(this.#gate.doc).length + more
    return this.#bytes
  }

  /** The client ids an update uses for the first time: from now on they are this seat's. */
  #claim(update: Uint8Array, seatId: string): (readonly [number, string])[] {
    const fresh = [...Y.parseUpdateMeta(update).to.keys()].filter((client) => !this.#gate.clients.has(client))
    for (const client of fresh) this.#gate.clients.set(client, seatId)
    return fresh.map((client) => [client, seatId] as const)
  }

  #acknowledge(guest: Guest): void {
    const saved = (this.#guests.get(guest) ?? 0) + 1
    if (!this.#guests.has(guest)) return
    this.#guests.set(guest, saved)
    guest.send(savedFrame(saved))
  }

  #sendAll(frame: Uint8Array): void {
    for (const guest of this.#guests.keys()) guest.send(frame)
  }
}

/** Puts what is stored into a document. What builds on a row that was lost to damage is left out, and handed to nobody. */
function applyStored(doc: Y.Doc, stored: StoredBoard): void {
  doc.transact(() => stored.updates.forEach((update) => void Y.applyUpdate(doc, update)))
  doc.store.pendingStructs = null
  doc.store.pendingDs = null
}
