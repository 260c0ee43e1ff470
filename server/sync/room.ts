import * as Y from 'yjs'
import type { Head, StoredBoard, StoredRows } from '#db/stored-board.ts'
import { correctPartners, type Facts, publish, type ShownView } from '#server/board/publish.ts'
import { SCHEMA, schemaOf, upgrade } from '#server/board/upgrade.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { Audience, type Guest } from './audience.ts'
import { Frame } from './frame.ts'
import { Gate } from './gate.ts'
import { Here, type PresenceNews, type Proven } from './here.ts'
import { Others } from './others.ts'
import { askFrame, CLOSE } from './protocol.ts'
import { applyStored, Shown } from './shown.ts'
import type { Malformed } from './well-formed.ts'
import type { Writer } from './writer.ts'

/** What a session lets its board know. */
export interface RoomFacts extends Facts {
  readonly showsNames: boolean
  readonly views: readonly ShownView[]
}

const SERVER_SEAT = 'server'
const LARGEST_BOARD = 8 * 2 ** 20
const LONGEST_QUEUE = 8 * 2 ** 20

/**
 * One board while people are at it. `#gate` is ahead, with everything that came; `#shown` has what is stored, and is all
 * that anybody is ever sent: an edit is stored, then shown, then acknowledged.
 */
export class Room {
  readonly networkId: string
  readonly #gate: Gate
  readonly #shown: Shown
  readonly #audience: Audience
  readonly #here: Here
  #facts: RoomFacts
  #bytes: number
  /** What was handed in last and isn't stored yet, with whom to tell when it is. */
  #last: (() => void)[] | undefined
  /** Whether the board may not be in line with what the session shows: another server sees to it, or was to. */
  #owes: 'nothing' | 'news' | 'old news' = 'nothing'
  #hasOthersRows = false
  #writes = 0
  #gone = false

  constructor(
    readonly id: SessionId,
    stored: StoredBoard,
    facts: RoomFacts,
    readonly writer: Writer,
    readonly others = new Others(),
    /** Hears that the document can't be trusted any more. */
    readonly spoilt: (room: Room) => void = () => {},
  ) {
    const ahead = new Y.Doc()
    applyStored(ahead, stored.updates)
    this.#shown = new Shown(stored)
    this.#audience = new Audience(this.#shown)
    if (schemaOf(ahead) > SCHEMA) throw new Error('a later version wrote this board')
    // What nobody's seat is known for was written by a server, and is nobody's to go on with.
    const clients = new Map(Array.from(ahead.store.clients.keys(), (client) => [client, SERVER_SEAT]))
    for (const [client, seatId] of stored.clients) clients.set(client, seatId)
    clients.set(ahead.clientID, SERVER_SEAT)
    this.#gate = new Gate(ahead, clients)
    this.#here = new Here(this.#gate)
    this.networkId = stored.networkId
    this.#bytes = stored.updates.reduce((sum, update) => sum + update.length, 0)
    this.#facts = facts
    const upgraded = this.#gate.noteServer(() => void upgrade(ahead))
    if (upgraded) this.#store(upgraded)
    this.publish(facts)
    this.others.who(id)
  }

  get guests(): readonly Guest[] {
    return this.#audience.guests
  }

  enter(guest: Guest): void {
    this.#audience.add(guest)
    guest.send(new Frame(askFrame(this.#shown.stateVector())))
    this.allPresence(guest)
  }

  leave(guest: Guest): void {
    this.#audience.remove(guest)
    this.#tell(this.#here.leave(guest))
  }

  /** Sends somebody what they lack, of what is stored. */
  answer(guest: Guest, stateVector: Uint8Array): Malformed | undefined {
    try {
      for (const frame of this.#shown.answer(stateVector)) guest.send(frame)
      return undefined
    } catch {
      return 'unreadable'
    }
  }

  /** Somebody who was slow has read all they were sent. */
  drained = (guest: Guest): void => this.#audience.drained(guest)

  /**
   * Nothing was written for a while: both documents are let go of, and the framed state stays for whoever comes to read.
   * A room that waits for its commits stays awake.
   */
  sleep(): void {
    if (this.isAsleep || this.#gone || this.missesRows || this.writer.waitingBytes(this.id) > 0) return
    this.#shown.sleep()
    this.#gate.sleep()
  }

  get isAsleep(): boolean {
    return this.#shown.isAsleep
  }

  /** How often something was written since the room was opened. */
  get writes(): number {
    return this.#writes
  }

  /**
   * Takes an update: what passes the gate is stored, and only then shown to the others and acknowledged. Throws when the
   * document can't be trusted any more; what is stored can. `strange`: it builds on what may have come over another server,
   * and is to be brought again, `caughtUp`, once the room holds all that is stored.
   */
  take(guest: Guest, update: Uint8Array, caughtUp = false): Malformed | 'strange' | undefined {
    if (!this.#audience.has(guest)) return undefined
    if (this.writer.waitingBytes(this.id) > LONGEST_QUEUE) return void guest.end(CLOSE.comeBackLater)
    if (this.#shown.isAllKnown(update)) return void this.#acknowledgeKnown(guest)
    const gate = this.#awake()
    if (this.#size(update.length) > LARGEST_BOARD) return void guest.end(CLOSE.tooLarge)
    if (!caughtUp && this.#mayBeElsewhere && this.#isStrange(update, guest.seat.id)) return 'strange'
    const judgement = gate.admit(update, guest.seat, this.#facts)
    if (judgement.is === 'malformed') {
      const isLate = judgement.why === 'missing-predecessor' && !caughtUp && this.#mayBeElsewhere
      return isLate ? 'strange' : judgement.why
    }
    if (judgement.is === 'known') return void this.#acknowledgeKnown(guest)
    if (judgement.refused) guest.refuse(judgement.refused)
    this.#store(judgement.passed, guest, judgement.refused !== undefined)
    return undefined
  }

  /** Goes by what the session says now, and leaves it to the server that said so first to put it on the board. */
  know(facts: RoomFacts): void {
    // Two that were read at once may arrive the wrong way round.
    if (facts.stepNo < this.#facts.stepNo) return
    this.#facts = facts
    this.#owes = 'news'
  }

  /** Brings the board in line with what the session shows now. */
  publish(facts: RoomFacts): void {
    this.know(facts)
    if (this.#facts === facts) this.#settle()
  }

  /** Once a round: puts on the board what the other server had a whole round's time to put there, and didn't. */
  settleOld(): void {
    if (this.#owes === 'old news') this.#settle()
    else if (this.#owes === 'news') this.#owes = 'old news'
  }

  /** Puts on the board what isn't there yet of what the session shows. */
  #settle(): void {
    this.#owes = 'nothing'
    const { views } = this.#facts
    const partnerOf = new Map(views.map(({ seatId, partnerId }) => [seatId, partnerId]))
    const gate = this.#awake()
    const update = gate.noteServer(() => {
      publish(gate.doc, this.#facts, views)
      correctPartners(gate.doc, partnerOf)
    })
    if (update) this.#store(update)
  }

  /** The last row of the log up to which this room holds every one. */
  get seq(): number {
    return this.#shown.seq
  }

  /** Whether rows were stored that didn't pass through this room: by another server, or the operator's command. */
  get missesRows(): boolean {
    return this.#shown.missesRows
  }

  /** Takes note of where the log stands; answers whether rows are missing. */
  heardOf = (head: { seq: number } & Partial<Head>): boolean => this.#shown.heardOf(head)

  /** Whether it is known whose this client id is. */
  knows = (clientId: number): boolean => this.#gate.clients.has(clientId)

  /** Takes up rows that others stored, and shows them. */
  takeUp(rows: StoredRows): void {
    if (rows.count === 0) return
    for (const [client, seatId] of rows.clients) this.#gate.clients.set(client, seatId)
    const gate = this.#awake()
    gate.noteServer(() => applyStored(gate.doc, rows.updates))
    for (const client of gate.doc.store.clients.keys()) if (!this.knows(client)) gate.clients.set(client, SERVER_SEAT)
    this.#bytes += rows.updates.reduce((sum, update) => sum + update.length, 0)
    this.#hasOthersRows = true
    this.#writes += 1
    this.#shown.takeUp(rows)
    this.#audience.added()
  }

  present(guest: Guest, bytes: Uint8Array): void {
    if (this.#audience.has(guest)) this.#here.hear(guest, bytes, this.#facts.showsNames)
  }

  /** Takes note of people who are at this board over another server. */
  presentAt(server: string, people: readonly Proven[]): void {
    this.#here.hearFrom(server, people)
  }

  /** Another server has fallen silent, and so have its people. */
  forget = (server: string): void => this.#here.forget(server)

  /** Shows the presence that changed since last time, in one frame. */
  showPresence = (): void => this.#tell(this.#here.news())

  allPresence = (guest: Guest): void => guest.send(new Frame(this.#here.all()))

  /** Tells the other servers who is here. */
  sayWho = (): void => this.others.here(this.id, this.#here.own())

  get rowsSinceSnapshot(): number {
    return this.#shown.rowsSinceSnapshot
  }

  /** The stored state, whole, and the last row it holds; undefined when nothing is new since the last one, or rows are missing. */
  picture = (): { seq: number; state: Uint8Array } | undefined => this.#shown.picture()

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
    this.#writes += 1
    this.writer.hand({
      networkId: this.networkId,
      boardId: this.id,
      entry: { seatId, update },
      newClients: this.#claim(update, seatId),
      ended: (how) => {
        if (this.#last === told) this.#last = undefined
        // Somebody wrote under a client id that is another's elsewhere: nothing of it is stored, and all come back without.
        if (how.is === 'contested' || this.#gone) return this.#gone || this.spoilt(this)
        // Closed while it waited: what is on their screen will never be on anybody else's. (What was taken back is gone
        // from it once they hear so.)
        if (how.is === 'closed' && guest && !alsoToAuthor) return guest.end(CLOSE.resetYourCopy)
        // What the server says of a closed session stands in its tables: the board takes no more rows, and shows it all the same.
        this.#shown.add(update, how.is === 'stored' ? how.seq : undefined)
        this.#audience.added(alsoToAuthor ? undefined : guest)
        if (guest) this.#audience.acknowledge(guest)
        for (const tell of told) tell()
      },
    })
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

  /** Known is not yet stored: it may have come a moment ago, over a connection that is gone. */
  #acknowledgeKnown(guest: Guest): void {
    if (this.#last) this.#last.push(() => this.#audience.acknowledge(guest))
    else this.#audience.acknowledge(guest)
  }

  /** The gate, with its document. */
  #awake(): Gate {
    if (!this.#shown.isAsleep) return this.#gate
    const doc = new Y.Doc()
    applyStored(doc, [this.#shown.since(Uint8Array.of(0))])
    this.#shown.wake()
    this.#gate.clients.set(doc.clientID, SERVER_SEAT)
    this.#gate.wake(doc)
    return this.#gate
  }

  #tell(news: PresenceNews | undefined): void {
    if (!news) return
    this.#audience.glimpse(news.frame)
    this.others.here(this.id, news.own)
  }

  /** Whether somebody may have seen over another server what isn't here yet. */
  get #mayBeElsewhere(): boolean {
    return this.others.areThere || this.#hasOthersRows
  }

  /** Whether an update tells of clients that aren't known to be this seat's. What can't be read is left to the gate. */
  #isStrange(update: Uint8Array, seatId: string): boolean {
    try {
      const { to } = Y.parseUpdateMeta(update)
      return [...to].some(
        ([client, clock]) => clock > Y.getState(this.#gate.doc.store, client) && this.#gate.ownerOf(client) !== seatId,
      )
    } catch {
      return false
    }
  }
}
