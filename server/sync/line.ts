import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { Seat } from '#server/auth/seat.ts'
import type { Guest } from './audience.ts'
import { Frame, type Sheaf } from './frame.ts'
import type { Refused } from './gate.ts'
import { entriesIn, writePresence } from './presence.ts'
import { CLOSE, presenceFrame, readFrame, refusedFrame, type Touched } from './protocol.ts'
import type { Room } from './room.ts'
import { TOIL, Toil } from './toil.ts'
import { Waiting } from './waiting.ts'
import type { Malformed } from './well-formed.ts'

/**
 * One connection: it arrives while its board is loaded, is live, waits now and then while the board catches up with what
 * other servers stored, and leaves once.
 */
type Being =
  | { is: 'arriving'; waiting: Waiting }
  | { is: 'live'; room: Room }
  | { is: 'waiting'; room: Room; waiting: Waiting }
  | { is: 'leaving' }

export interface LineLimits {
  readonly updatesPerSecond: number
  readonly burst: number
  /** Whole pictures of the board that may be asked for at once, and again each second. */
  readonly asks: number
  readonly asksPerSecond: number
  readonly frameBytes: number
  /** Bytes of updates that are taken at once, and again each second. */
  readonly bytes: number
  readonly bytesPerSecond: number
  /** Unsent bytes beyond which presence is left out, the board is left for later, and the line is ended. */
  readonly unsent: { readonly glimpse: number; readonly board: number; readonly all: number }
  readonly secondsBehind: number
}
export const LINE_LIMITS: LineLimits = {
  updatesPerSecond: 200,
  burst: 2_000,
  asks: 4,
  asksPerSecond: 2,
  frameBytes: 256 * 2 ** 10,
  bytes: 8 * 2 ** 20,
  bytesPerSecond: 2 ** 20,
  unsent: { glimpse: 256 * 2 ** 10, board: 2 * 2 ** 20, all: 8 * 2 ** 20 },
  secondsBehind: 30,
}
const MOST_WAITING_BYTES = 4 * 2 ** 20
// What is typed between the socket's opening and the client's answer is little; one that never answers is let go of.
const MOST_EARLY_BYTES = 2 ** 20
const LONGEST_EARLY_SECONDS = 60

// Presence faster than this says nothing more to anybody.
const PRESENCE_PER_SECOND = 20
// A stock client repeats whatever it hears of others, which is no news, and may come in long messages: each so many bytes count,
// or so many entries, for each is looked up.
const ECHOES_PER_SECOND = 200
const ECHO_BYTES = 8_192
const ECHO_ENTRIES = 50
const ASKS_WHO_PER_SECOND = 20
// An editor asks `may` first, so an honest one never sends these. A wrong signature is not among them: somebody's partner may
// have been corrected since their page was opened.
const FORGED: readonly Refused[] = ['belongs-to-another', 'servers-own']
const MOST_FORGED = 3
const FORGED_SECONDS = 10
// So many beats may go unanswered before a line is let go with the next: twenty seconds.
const MOST_UNANSWERED = 3
// What is on its way lies before the beat, and the answer waits for it: eight kilobytes a second, of five megabytes at most.
const BYTES_PER_BEAT = 5 * 8_000
const MOST_ON_THE_WAY = 5_000_000
const HEARTBEAT = new Frame(presenceFrame(writePresence([])))

/** One person's connection to a board. Frames that come before the board is loaded wait; none is answered early. */
export class Line implements Guest {
  #being: Being
  /**
   * Updates that came before the client's answer to what the server asked it, and build on what that answer brings: whoever
   * types on while their board is loaded sends them first. Nothing is kept any more once it came.
   */
  #early: Waiting | undefined
  #earlySeconds = 0
  #allowance: number
  #asks: number
  #bytes: number
  // After being offline a client sends all it did in one frame.
  #largeFrames = 1
  #forged = 0
  #seconds = 0
  #behindSince: number | undefined
  #unanswered = 0
  /** Bytes that were sent in all, and that had arrived when the client last answered a beat. */
  #sent = 0
  #arrived = 0
  /** How much was on its way before the first beat that is unanswered. */
  #onTheWay = 0
  #presence = PRESENCE_PER_SECOND
  #echoes = ECHOES_PER_SECOND
  #asksWho = ASKS_WHO_PER_SECOND
  /** What its seat makes the server do, over this line and its others. */
  #toil = new Toil()
  readonly #packs: boolean

  constructor(
    readonly socket: WebSocket,
    /** What the socket writes on: whole frames that many share go there as they are. */
    readonly wire: Pick<Duplex, 'write' | 'writableLength' | 'on' | 'once' | 'cork' | 'uncork'>,
    public seat: Seat,
    readonly left: (line: Line) => void,
    readonly limits: LineLimits = LINE_LIMITS,
    /** A room whose document broke over an update, to be let go of. */
    readonly broken: (room: Room, error: unknown) => void = () => {},
    /** Brings a room up to what an update of this seat's is to be judged by. */
    readonly bringUp: (room: Room, update: Uint8Array, seatId: string) => Promise<void> = async () => {},
  ) {
    this.#being = { is: 'arriving', waiting: this.#newWaiting() }
    this.#early = this.#newWaiting(MOST_EARLY_BYTES)
    this.#allowance = limits.burst
    this.#asks = limits.asks
    this.#bytes = limits.bytes
    this.#packs = socket.extensions.includes('permessage-deflate')
    socket.on('pong', (said) => {
      const arrived = Number(said.toString())
      if (arrived > this.#arrived && arrived <= this.#sent) this.#arrived = arrived
    })
    socket.on('message', (data, isBinary) => this.#hear(data as Buffer, isBinary))
    socket.on('close', () => this.#leave())
    wire.on('drain', () => this.#drained())
    // What ws itself finds malformed ends this socket alone; the close event follows.
    socket.on('error', () => this.#leave())
  }

  get room(): Room | undefined {
    return this.#being.is === 'live' || this.#being.is === 'waiting' ? this.#being.room : undefined
  }

  /** The board is loaded: come in, and hear what waited. */
  goLive(room: Room): void {
    if (this.#being.is !== 'arriving') return
    const { frames } = this.#being.waiting
    this.#being = { is: 'live', room }
    this.#toil = room.toilOf(this.seat.id)
    this.#toil.over(TOIL.entering, () => room.enter(this))
    for (const frame of frames) this.#take(frame)
  }

  send(frame: Frame | Sheaf): void {
    if (this.socket.readyState !== this.socket.OPEN) return
    if (this.wire.writableLength > this.limits.unsent.all) return this.end(CLOSE.comeBackLater)
    const bytes = this.#packs ? frame.packed : frame.wire
    this.#sent += bytes.length
    this.wire.write(bytes)
  }

  show(frame: Frame, together: Frame | Sheaf = frame): boolean {
    if (this.wire.writableLength > this.limits.unsent.board) {
      this.#behindSince ??= this.#seconds
      return false
    }
    const isSlow = this.wire.writableLength > this.limits.unsent.glimpse
    this.send(isSlow ? frame : together)
    return true
  }

  glimpse(frame: Frame | Sheaf): void {
    if (this.wire.writableLength <= this.limits.unsent.glimpse) this.send(frame)
  }

  together(act: () => void): void {
    this.wire.cork()
    try {
      act()
    } finally {
      this.wire.uncork()
    }
  }

  refuse(why: Refused, touched: Touched): void {
    this.send(new Frame(refusedFrame(why, touched)))
    if (FORGED.includes(why)) this.#forged += 1
    if (this.#forged >= MOST_FORGED) this.end(CLOSE.resetYourCopy)
  }

  spend(updates: number): void {
    this.#allowance -= updates
  }

  end(code: number): void {
    this.#leave()
    this.socket.close(code)
    // Whoever doesn't answer the close is let go all the same.
    setTimeout(() => this.socket.terminate(), 2_000).unref()
  }

  /** Once a second: what may be sent grows again. */
  second(): void {
    this.#allowance = Math.min(this.limits.burst, this.#allowance + this.limits.updatesPerSecond)
    this.#asks = Math.min(this.limits.asks, this.#asks + this.limits.asksPerSecond)
    this.#bytes = Math.min(this.limits.bytes, this.#bytes + this.limits.bytesPerSecond)
    this.#presence = PRESENCE_PER_SECOND
    this.#echoes = ECHOES_PER_SECOND
    this.#asksWho = ASKS_WHO_PER_SECOND
    this.#seconds += 1
    if (this.#seconds % FORGED_SECONDS === 0) this.#forged = 0
    if (this.#early?.frames.length) this.#earlySeconds += 1
    if (this.#earlySeconds > LONGEST_EARLY_SECONDS) this.end(CLOSE.resetYourCopy)
    if (this.#seconds - (this.#behindSince ?? this.#seconds) > this.limits.secondsBehind) this.end(CLOSE.comeBackLater)
  }

  /**
   * Says something, for clients hang up on silence; and hangs up on whoever has been silent for too long. What they said
   * meanwhile is heard first: after a busy moment it still lies there unread. Slow is not dead: an answer comes behind all that
   * was sent before, and the kernel's buffers don't tell how far that is; so each beat carries how much it was, and its answer
   * brings that back.
   */
  heartbeat = (): void => void setImmediate(() => this.#beat())

  #beat(): void {
    if (this.#unanswered >= MOST_UNANSWERED + Math.floor(this.#onTheWay / BYTES_PER_BEAT)) {
      this.#leave()
      return this.socket.terminate()
    }
    if (this.#unanswered === 0) {
      this.#onTheWay = Math.min(this.#sent - this.#arrived, MOST_ON_THE_WAY)
      // Whatever comes over the wire is a sign of life: what is packed is only read a moment later. Only the first of it is heard:
      // a second ear for all that comes would cost as much as a small message.
      this.wire.once('data', () => {
        this.#unanswered = 0
      })
    }
    this.#unanswered += 1
    this.together(() => {
      this.send(HEARTBEAT)
      if (this.socket.readyState === this.socket.OPEN) this.socket.ping(String(this.#sent))
    })
  }

  #hear(data: Buffer, isBinary: boolean): void {
    if (!isBinary) return this.end(CLOSE.notBinary)
    if (data.length > this.limits.frameBytes) this.#largeFrames -= 1
    if (this.#largeFrames < 0) return this.end(CLOSE.tooLarge)
    this.#take(data)
  }

  /** Handles a frame, or lets it wait its turn. */
  #take(frame: Uint8Array): void {
    if (this.#being.is === 'live') {
      const { restMs } = this.#toil
      if (restMs === 0) return this.#handle(frame, this.#being.room)
      return this.#rest(this.#being.room, restMs, frame)
    }
    if (this.#being.is === 'leaving') return
    if (!this.#being.waiting.add(frame)) this.end(CLOSE.comeBackLater)
  }

  /** Its seat has made much work: what comes waits until more may be done for it, and goes on then. */
  #rest(room: Room, ms: number, frame: Uint8Array): void {
    const waiting = this.#newWaiting()
    const being: Being = { is: 'waiting', room, waiting }
    waiting.add(frame)
    this.#being = being
    const goOn = () => {
      if (this.#being !== being) return
      this.#being = { is: 'live', room }
      for (const frame of waiting.frames) this.#take(frame)
    }
    setTimeout(goOn, ms).unref()
  }

  // As many as may come at once to a board that is there: who comes to one that is still asleep may be as quick.
  #newWaiting(mostBytes = MOST_WAITING_BYTES): Waiting {
    return new Waiting(this.limits.burst, mostBytes)
  }

  #handle(frame: Uint8Array, room: Room): void {
    const message = readFrame(frame)
    if (!message) return this.end(CLOSE.malformed)
    if (message.is === 'presence') return this.#present(room, message.bytes)
    if (message.is === 'ask-presence') {
      this.#asksWho -= 1
      return this.#asksWho < 0 ? undefined : room.people.showAll(this)
    }
    if (message.is === 'update' && !message.answers && this.#early?.frames.length) return this.#keepEarly(frame)
    if (message.is === 'ask') this.#asks -= 1
    else {
      this.#allowance -= 1
      this.#bytes -= frame.length
    }
    if (Math.min(this.#allowance, this.#bytes, this.#asks) < 0) return this.end(CLOSE.comeBackLater)
    if (message.is === 'update') return this.#hearUpdate(room, frame, message)
    const { stateVector } = message
    const toil = TOIL.asking + stateVector.length * TOIL.vectorByte
    if (this.#toil.over(toil, () => room.answer(this, stateVector))) this.end(CLOSE.malformed)
  }

  /**
   * What is too much is dropped. What a client repeats of others takes nothing from what it says of itself, until it is too
   * much: which of the two a message is, is only known once it is read.
   */
  #present(room: Room, bytes: Uint8Array): void {
    this.#echoes -= Math.ceil(Math.max(1, bytes.length / ECHO_BYTES, entriesIn(bytes) / ECHO_ENTRIES))
    if (this.#echoes < 0 || this.#presence <= 0) return
    if (room.present(this, bytes)) this.#presence -= 1
  }

  /** With the client's answer comes what its early updates build on: it is taken first, and they behind it. */
  #hearUpdate(room: Room, frame: Uint8Array, { update, answers }: { update: Uint8Array; answers: boolean }): void {
    if (!answers) return this.#give(room, frame, update)
    const early = this.#early?.frames ?? []
    this.#early = undefined
    this.#earlySeconds = 0
    this.#give(room, frame, update)
    for (const one of early) this.#take(one)
  }

  #keepEarly(frame: Uint8Array): void {
    if (!this.#early?.add(frame)) this.end(CLOSE.comeBackLater)
  }

  #give(room: Room, frame: Uint8Array, update: Uint8Array, caughtUp = false): void {
    try {
      const toil = TOIL.update + update.length * TOIL.byte
      const wrong = this.#toil.over(toil, () => room.take(this, update, caughtUp))
      if (wrong === 'strange') void this.#wait(room, frame, update)
      else if (wrong === 'missing-predecessor' && this.#early) this.#keepEarly(frame)
      else if (wrong) this.end(CLOSE_OVER[wrong])
    } catch (error) {
      this.broken(room, error)
      this.end(CLOSE.malformed)
    }
  }

  /** Waits until the update can be judged, then gives it again, and whatever came meanwhile. */
  async #wait(room: Room, frame: Uint8Array, update: Uint8Array): Promise<void> {
    const waiting = this.#newWaiting()
    this.#being = { is: 'waiting', room, waiting }
    try {
      await this.bringUp(room, update, this.seat.id)
    } catch {
      return this.end(CLOSE.comeBackLater)
    }
    if (this.#being.is !== 'waiting') return
    this.#being = { is: 'live', room }
    this.#give(room, frame, update, true)
    for (const frame of waiting.frames) this.#take(frame)
  }

  #drained(): void {
    if (this.#behindSince === undefined) return
    this.#behindSince = undefined
    this.room?.drained(this)
  }

  #leave(): void {
    if (this.#being.is === 'leaving') return
    this.room?.leave(this)
    // Whatever they wait for may take long, and knows of them until then.
    if (this.#being.is === 'waiting') this.#being.waiting.drop()
    this.#being = { is: 'leaving' }
    this.left(this)
  }
}

/** More than may be taken at once will be more the next time, too: its author keeps the words, and takes a fresh copy. */
const CLOSE_OVER: Readonly<Record<Malformed, number>> = {
  'missing-predecessor': CLOSE.resetYourCopy,
  'anothers-client': CLOSE.resetYourCopy,
  'too-many-structs': CLOSE.tooLarge,
  'unknown-place': CLOSE.malformed,
  unreadable: CLOSE.malformed,
}
