import type { WebSocket } from 'ws'
import type { Seat } from '#server/auth/seat.ts'
import { writePresence } from './presence.ts'
import { CLOSE, presenceFrame, readFrame } from './protocol.ts'
import type { Guest, Room } from './room.ts'

/** One connection: it arrives while its board is loaded, is live, and leaves once. */
type Being = { is: 'arriving'; frames: Uint8Array[] } | { is: 'live'; room: Room } | { is: 'leaving' }

export interface LineLimits {
  readonly updatesPerSecond: number
  readonly burst: number
  readonly unsentBytes: number
}
export const LINE_LIMITS: LineLimits = { updatesPerSecond: 200, burst: 2_000, unsentBytes: 4 * 2 ** 20 }

// Presence faster than this says nothing more to anybody.
const PRESENCE_PER_SECOND = 20
const HEARTBEAT = presenceFrame(writePresence([]))

/** One person's connection to a board. Frames that come before the board is loaded wait; none is answered early. */
export class Line implements Guest {
  #being: Being = { is: 'arriving', frames: [] }
  #allowance: number
  #presenceAllowance = PRESENCE_PER_SECOND

  constructor(
    readonly socket: WebSocket,
    public seat: Seat,
    readonly left: (line: Line) => void,
    readonly limits: LineLimits = LINE_LIMITS,
  ) {
    this.#allowance = limits.burst
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

  end(code: number): void {
    this.#leave()
    this.socket.close(code)
    // Whoever doesn't answer the close is let go all the same.
    setTimeout(() => this.socket.terminate(), 2_000).unref()
  }

  /** Once a second: what may be sent grows again. */
  second(): void {
    this.#allowance = Math.min(this.limits.burst, this.#allowance + this.limits.updatesPerSecond)
    this.#presenceAllowance = PRESENCE_PER_SECOND
  }

  heartbeat(): void {
    this.send(HEARTBEAT)
  }

  #hear(data: Buffer, isBinary: boolean): void {
    if (!isBinary) return this.end(CLOSE.notBinary)
    if (this.#being.is === 'arriving') {
      if (this.#being.frames.length > 50) return this.end(CLOSE.comeBackLater)
      this.#being.frames.push(data)
    } else this.#handle(data)
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
    this.#allowance -= 1
    if (this.#allowance < 0) return this.end(CLOSE.comeBackLater)
    const wrong = message.is === 'ask' ? room.answer(this, message.stateVector) : room.take(this, message.update)
    if (wrong)
      this.end(wrong === 'missing-predecessor' || wrong === 'anothers-client' ? CLOSE.resetYourCopy : CLOSE.malformed)
  }

  #leave(): void {
    if (this.#being.is === 'leaving') return
    if (this.#being.is === 'live') this.#being.room.leave(this)
    this.#being = { is: 'leaving' }
    this.left(this)
  }
}
