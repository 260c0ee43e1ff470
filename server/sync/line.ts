import type { WebSocket } from 'ws'
import type { Seat } from '#server/auth/seat.ts'
import type { Refused } from './gate.ts'
import { writePresence } from './presence.ts'
import { CLOSE, presenceFrame, readFrame, refusedFrame } from './protocol.ts'
import type { Guest, Room } from './room.ts'
import type { Malformed } from './well-formed.ts'

/** One connection: it arrives while its board is loaded, is live, and leaves once. */
type Being = { is: 'arriving'; frames: Uint8Array[]; bytes: number } | { is: 'live'; room: Room } | { is: 'leaving' }

export interface LineLimits {
  readonly updatesPerSecond: number
  readonly burst: number
  /** Whole pictures of the board that may be asked for at once, and again each second. */
  readonly asks: number
  readonly asksPerSecond: number
  readonly frameBytes: number
  readonly unsentBytes: number
}
export const LINE_LIMITS: LineLimits = {
  updatesPerSecond: 200,
  burst: 2_000,
  asks: 4,
  asksPerSecond: 2,
  frameBytes: 256 * 2 ** 10,
  unsentBytes: 4 * 2 ** 20,
}

// Presence faster than this says nothing more to anybody.
const PRESENCE_PER_SECOND = 20
// An editor asks `may` first, so an honest one never sends these. A wrong signature is not among them: somebody's partner may
// have been corrected since their page was opened.
const FORGED: readonly Refused[] = ['belongs-to-another', 'servers-own']
const MOST_FORGED = 3
const FORGED_SECONDS = 10
const HEARTBEAT = presenceFrame(writePresence([]))

/** One person's connection to a board. Frames that come before the board is loaded wait; none is answered early. */
export class Line implements Guest {
  #being: Being = { is: 'arriving', frames: [], bytes: 0 }
  #allowance: number
  #asks: number
  // After being offline a client sends all it did in one frame.
  #largeFrames = 1
  #forged = 0
  #seconds = 0
  #isHeard = true
  #presenceAllowance = PRESENCE_PER_SECOND

  constructor(
    readonly socket: WebSocket,
    public seat: Seat,
    readonly left: (line: Line) => void,
    readonly limits: LineLimits = LINE_LIMITS,
    /** A room whose document broke over an update, to be let go of. */
    readonly broken: (room: Room, error: unknown) => void = () => {},
  ) {
    this.#allowance = limits.burst
    this.#asks = limits.asks
    socket.on('pong', () => {
      this.#isHeard = true
    })
    socket.on('message', (data, isBinary) => this.#hear(data as Buffer, isBinary))
    socket.on('close', () => this.#leave())
    // What ws itself finds malformed ends this socket alone; the close event follows.
    socket.on('error', () => this.#leave())
  }

  get room(): Room | undefined {
    return this.#being.is === 'live' ? this.#being.room : undefined
  }

  /** The board is loaded: come in, and hear what waited. */
  goLive(room: Room): void {
    if (this.#being.is !== 'arriving') return
    const { frames } = this.#being
    this.#being = { is: 'live', room }
    room.enter(this)
    for (const frame of frames) this.#handle(frame)
  }

  send(frame: Uint8Array): void {
    if (this.socket.readyState !== this.socket.OPEN) return
    if (this.socket.bufferedAmount > this.limits.unsentBytes) return this.end(CLOSE.comeBackLater)
    this.socket.send(frame)
  }

  refuse(why: Refused): void {
    this.send(refusedFrame(why))
    if (FORGED.includes(why)) this.#forged += 1
    if (this.#forged >= MOST_FORGED) this.end(CLOSE.resetYourCopy)
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
    this.#presenceAllowance = PRESENCE_PER_SECOND
    this.#seconds += 1
    if (this.#seconds % FORGED_SECONDS === 0) this.#forged = 0
  }

  /** Says something, for the stock client hangs up on silence; and hangs up on whoever hasn't answered since the last time. */
  heartbeat(): void {
    if (!this.#isHeard) {
      this.#leave()
      return this.socket.terminate()
    }
    this.#isHeard = false
    this.send(HEARTBEAT)
    if (this.socket.readyState === this.socket.OPEN) this.socket.ping()
  }

  #hear(data: Buffer, isBinary: boolean): void {
    this.#isHeard = true
    if (!isBinary) return this.end(CLOSE.notBinary)
    if (data.length > this.limits.frameBytes) this.#largeFrames -= 1
    if (this.#largeFrames < 0) return this.end(CLOSE.tooLarge)
    if (this.#being.is !== 'arriving') return this.#handle(data)
    this.#being.bytes += data.length
    if (this.#being.frames.length > 50 || this.#being.bytes > this.limits.unsentBytes)
      return this.end(CLOSE.comeBackLater)
    this.#being.frames.push(data)
  }

  #handle(frame: Uint8Array): void {
    if (this.#being.is !== 'live') return
    const { room } = this.#being
    const message = readFrame(frame)
    if (!message) return this.end(CLOSE.malformed)
    if (message.is === 'ask-presence') return room.allPresence(this)
    if (message.is === 'presence') {
      this.#presenceAllowance -= 1
      if (this.#presenceAllowance >= 0) room.present(this, message.bytes)
      return
    }
    if (message.is === 'ask') this.#asks -= 1
    else this.#allowance -= 1
    if (this.#allowance < 0 || this.#asks < 0) return this.end(CLOSE.comeBackLater)
    const wrong = message.is === 'ask' ? room.answer(this, message.stateVector) : this.#give(room, message.update)
    if (wrong)
      this.end(wrong === 'missing-predecessor' || wrong === 'anothers-client' ? CLOSE.resetYourCopy : CLOSE.malformed)
  }

  #give(room: Room, update: Uint8Array): Malformed | undefined {
    try {
      return room.take(this, update)
    } catch (error) {
      this.broken(room, error)
      return 'unreadable'
    }
  }

  #leave(): void {
    if (this.#being.is === 'leaving') return
    if (this.#being.is === 'live') this.#being.room.leave(this)
    this.#being = { is: 'leaving' }
    this.left(this)
  }
}
