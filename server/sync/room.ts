import * as Y from 'yjs'
import type { Head, StoredBoard, StoredRows } from '#db/stored-board.ts'
import { SCHEMA, schemaOf, upgrade } from '#server/board/upgrade.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { Ahead } from './ahead.ts'
import { Audience, type Guest } from './audience.ts'
import { claim, claimsOf, isAnybodys, isStrange, SERVER_SEAT } from './claims.ts'
import { Frame } from './frame.ts'
import { Others } from './others.ts'
import { People } from './people.ts'
import { askFrame, CLOSE } from './protocol.ts'
import { applyStored } from './put-in.ts'
import { bytesOf, LARGEST_BOARD, LARGEST_SHARE, mayWrite, SeatShares } from './seat-shares.ts'
import { type Picture, Shown } from './shown.ts'
import { Tally } from './tally.ts'
import { Toil } from './toil.ts'
import type { Malformed } from './well-formed.ts'
import { type RoomFacts, Word } from './word.ts'
import type { Writer } from './writer.ts'

const LONGEST_QUEUE = 8 * 2 ** 20
// What was deleted on a whole board takes more than this; whoever deletes a letter is not to wait for a look at all of it.
const LONG_UPDATE = 512
// What is taken back is judged, undone, stored and shown to everybody for nothing: ten a second are more than one step's late letters.
const UPDATES_A_REFUSAL = 20
// To go through so many takes about as long as to judge an update: few texts have a hundred.
const PIECES_AN_UPDATE = 1_000
// In a crowd each commit is a writing to each of its sockets: two edits of two hundred people's go together.
const CROWD = 100
const PATIENCE_MS = 12
// Reading a list of client ids takes what everybody waits for: so many, or twice what the board itself tells, for whoever comes
// back brings that and what they have written meanwhile.
const MOST_VECTOR_BYTES = 64 * 2 ** 10

/**
 * One board while people are at it. `#ahead` has everything that came; `#shown` has what is stored, and is all
 * that anybody is ever sent: an edit is stored, then shown, then acknowledged.
 */
export class Room {
  readonly networkId: string
  readonly epoch: number
  readonly #ahead: Ahead
  readonly #shown: Shown
  readonly #audience: Audience
  readonly people: People
  readonly #word: Word
  readonly #shares: SeatShares
  readonly #bytes: Tally
  readonly #toils = new Map<string, Toil>()
  /** What was handed in last and isn't stored yet, with whom to tell when it is. */
  #last: (() => void)[] | undefined
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
    const lacks = applyStored(ahead, stored.updates) === 'in part'
    this.#shown = new Shown(stored, ahead, lacks)
    this.#audience = new Audience(this.#shown)
    if (schemaOf(ahead) > SCHEMA) throw new Error('a later version wrote this board')
    this.#ahead = new Ahead(ahead, stored.clients, this.#shown, () => writer.waitingBytes(id) > 0)
    this.people = new People(id, this.#ahead.gate, this.#audience, others)
    this.networkId = stored.networkId
    this.epoch = stored.epoch ?? 1
    const { gate } = this.#ahead
    this.#bytes = new Tally(LARGEST_BOARD, () => Y.encodeStateAsUpdate(gate.doc).length, bytesIn(stored))
    this.#shares = new SeatShares(LARGEST_SHARE, (seatId) => bytesOf(gate.doc, gate.clientsOf(seatId)))
    this.#word = new Word(facts)
    // By way of the gate, here and above: what a function of these holds, a room would hold while it sleeps.
    const upgraded = gate.noteServer(() => void upgrade(gate.doc))
    if (upgraded) this.#store(upgraded)
    // Another server may be putting the views there at this moment: two that do make two cards of each.
    this.#write(others.mayBeThere ? 'facts' : 'all')
  }

  get guests(): readonly Guest[] {
    return this.#audience.guests
  }

  enter(guest: Guest): void {
    this.#audience.add(guest)
    guest.together(() => {
      guest.send(new Frame(askFrame(this.#shown.stateVector())))
      this.people.showAll(guest)
    })
  }

  leave(guest: Guest): void {
    this.#audience.remove(guest)
    this.people.leave(guest)
  }

  /** Sends somebody what they lack, of what is stored. */
  answer(guest: Guest, stateVector: Uint8Array): Malformed | undefined {
    const { length } = stateVector
    if (length > MOST_VECTOR_BYTES && length > 2 * this.#shown.stateVector().length) return 'unreadable'
    try {
      const frames = this.#shown.answer(stateVector)
      guest.together(() => frames.forEach((frame) => void guest.send(frame)))
      return undefined
    } catch {
      return 'unreadable'
    }
  }

  /** What a seat makes the server do, over all its lines. */
  toilOf(seatId: string): Toil {
    const toil = this.#toils.get(seatId) ?? new Toil()
    this.#toils.set(seatId, toil)
    return toil
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
    this.#ahead.sleep()
  }

  get isAsleep(): boolean {
    return this.#ahead.isAsleep
  }

  /** How often something was written since the room was opened. */
  get writes(): number {
    return this.#writes
  }

  /**
   * Takes an update: what passes the gate is stored, and only then shown to the others and acknowledged. Throws when the
   * document can't be trusted any more; what is stored can. `strange`: it builds on what may have come over another server, or
   * is the first under its client id, which may be another's there: it is to be brought again, `caughtUp`, once that is known.
   */
  take(guest: Guest, update: Uint8Array, caughtUp = false): Malformed | 'strange' | undefined {
    if (!this.#audience.has(guest)) return undefined
    if (this.writer.waitingBytes(this.id) > LONGEST_QUEUE) return void guest.end(CLOSE.comeBackLater)
    // Whoever comes with nothing says so when asked; the document need not be gone through for that.
    if (update.length === 2 && update[0] === 0 && update[1] === 0) return void this.#acknowledgeKnown(guest)
    if ((this.isAsleep || update.length >= LONG_UPDATE) && this.#shown.isAllKnown(update))
      return void this.#acknowledgeKnown(guest)
    const gate = this.#ahead.awake()
    if (!mayWrite(this.#bytes, this.#shares, guest.seat.id, update.length)) return void guest.end(CLOSE.tooLarge)
    if (!caughtUp && this.#mayBeElsewhere && isStrange(gate, update, guest.seat.id)) return 'strange'
    const judgement = gate.admit(update, guest.seat, this.#word.facts)
    if (judgement.is === 'malformed') {
      const isLate = judgement.why === 'missing-predecessor' && !caughtUp && this.#mayBeElsewhere
      return isLate ? 'strange' : judgement.why
    }
    if (judgement.is === 'known') return void this.#acknowledgeKnown(guest)
    guest.spend(Math.floor(judgement.pieces / PIECES_AN_UPDATE))
    if (judgement.refused) {
      guest.spend(UPDATES_A_REFUSAL)
      guest.refuse(judgement.refused, judgement.touched)
    }
    this.#store(judgement.passed, guest, judgement.refused !== undefined, judgement.hasFresh)
    return undefined
  }

  /** Goes by what the session says now, and leaves it to the server that said so first to put it on the board. */
  know = (facts: RoomFacts): boolean => this.#word.hear(facts)

  /** Brings the board in line with what the session shows now. */
  publish(facts: RoomFacts): void {
    if (this.know(facts)) this.#write()
  }

  /** Puts on the board what the other server had a whole round's time to put there, and didn't. */
  settleOld(nowMs: number): void {
    if (this.#word.isOverdue(nowMs)) this.#write()
  }

  #write(what: 'facts' | 'all' = 'all'): void {
    const gate = this.#ahead.awake()
    const update = gate.noteServer(() =>
      what === 'all' ? this.#word.write(gate.doc) : this.#word.writeFacts(gate.doc),
    )
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
  knows = (clientId: number): boolean => this.#ahead.gate.clients.has(clientId)

  /** The client ids that an update is the first to use, to be kept for its seat at every server. */
  claimsOf = (update: Uint8Array, seatId: string) => claimsOf(this.#ahead.awake(), update, seatId)

  /** Takes note of whose client ids are. */
  bind(owners: ReadonlyMap<number, string>): void {
    for (const [clientId, seatId] of owners) this.#ahead.gate.clients.set(clientId, seatId)
  }

  /** Whether it may be somebody else's client id that an update is written under. */
  isAnybodys = (update: Uint8Array, seatId: string): boolean => isAnybodys(this.#ahead.awake(), update, seatId)

  /** Takes up rows that others stored, and shows them. */
  takeUp(rows: StoredRows): void {
    if (rows.count === 0) return
    this.#ahead.takeUp(rows)
    this.#bytes.add(bytesIn(rows))
    this.#hasOthersRows = true
    this.#writes += 1
    this.#shown.takeUp(rows)
    this.#audience.added()
  }

  /** Takes what somebody says of where they are; answers whether it was news of themselves. */
  present = (guest: Guest, bytes: Uint8Array): boolean => this.people.hear(guest, bytes, this.#word.facts.showsNames)

  /** Whether its log has grown long. */
  get wantsSnapshot(): boolean {
    return this.#shown.wantsSnapshot
  }

  /** The stored state, whole; undefined when there is nothing to keep. */
  picture = (): Picture | undefined => this.#shown.picture()

  /** A picture was stored as a snapshot. */
  kept = (picture: Picture): void => this.#shown.kept(picture)

  /** Whether this room was let go of; whoever is sent here then has to ask again. */
  get isGone(): boolean {
    return this.#gone
  }

  destroy(): void {
    this.#gone = true
    for (const guest of this.guests) guest.end(CLOSE.goingAway)
    this.#ahead.gate.doc.destroy()
    this.#shown.destroy()
  }

  #store(update: Uint8Array, guest?: Guest, alsoToAuthor = false, hasFresh = true): void {
    const seatId = guest?.seat.id ?? SERVER_SEAT
    this.#bytes.add(update.length)
    if (guest) this.#shares.add(seatId, update.length)
    const told: (() => void)[] = []
    this.#last = told
    this.#writes += 1
    this.writer.hand({
      networkId: this.networkId,
      boardId: this.id,
      entry: { seatId, update },
      newClients: hasFresh ? claim(this.#ahead.gate, update, seatId) : [],
      patienceMs: guest && this.#audience.size > CROWD ? PATIENCE_MS : 0,
      ended: (how) => {
        if (this.#last === told) this.#last = undefined
        // Somebody wrote under a client id that is another's elsewhere: nothing of it is stored, and all come back without.
        if (how.is === 'contested' || this.#gone) return this.#gone || this.spoilt(this)
        // Closed while it waited: what is on their screen will never be on anybody else's. (What was taken back is gone
        // from it once they hear so.)
        if (how.is === 'closed' && guest && !alsoToAuthor) {
          this.#ahead.goAstray()
          return guest.end(CLOSE.resetYourCopy)
        }
        // What the server says of a closed session stands in its tables: the board takes no more rows, and shows it all the same.
        this.#shown.add(update, how.is === 'stored' ? how.seq : undefined)
        this.#audience.added(alsoToAuthor ? undefined : guest)
        if (guest) this.#audience.acknowledge(guest)
        for (const tell of told) tell()
      },
    })
  }

  /** Known is not yet stored: it may have come a moment ago, over a connection that is gone. */
  #acknowledgeKnown(guest: Guest): void {
    if (this.#last) this.#last.push(() => this.#audience.acknowledge(guest))
    else this.#audience.acknowledge(guest)
  }

  /** Whether somebody may have seen over another server what isn't here yet. */
  get #mayBeElsewhere(): boolean {
    return this.#hasOthersRows || this.others.mayBeThere
  }
}

const bytesIn = ({ updates }: Pick<StoredRows, 'updates'>) => updates.reduce((sum, { length }) => sum + length, 0)
