import type { IncomingMessage, ServerResponse } from 'node:http'
import { seatNamed } from '#server/auth/seat.ts'
import type { Clock } from '#server/clock.ts'
import type { SeatId, SessionId } from '#server/vocabulary/ids.ts'
import type { Heard } from '#server/work.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

const PATH = /^\/api\/here\/([0-9a-z]{20})$/
// Whoever was silent for so long is in no workshop any more.
const KEPT_MS = 12 * 60 * 60_000
const TOLD_AFTER_MS = 2_000
// PostgreSQL carries less than 8,000 bytes at once.
const MOST_TOLD = 300

/**
 * Hears which devices are there. An open stream proves nothing: one whose phone lost its network looks open for minutes. So the
 * pages of those who take part say every few seconds that they are there. What is heard stays in memory, for when somebody's
 * phone slept is nobody's to read later; a server that starts knows of nobody until they speak. `tell` carries it to other
 * servers on the same database, if there are any, and `arrived` takes what they told.
 */
export class Ear implements Heard {
  /** The one silent for longest is first. */
  readonly #at = new Map<string, number>()
  #untold = new Set<string>()

  constructor(
    readonly clock: Clock,
    readonly tell?: (text: string) => void,
    readonly later: (tellThem: () => void) => void = (tellThem) => setTimeout(tellThem, TOLD_AFTER_MS).unref(),
  ) {}

  lastFrom(seatId: SeatId): Date | undefined {
    const at = this.#at.get(seatId)
    return at === undefined ? undefined : new Date(at)
  }

  hear(seatId: string): void {
    this.#note(seatId)
    if (!this.tell) return
    if (this.#untold.size === 0) this.later(() => this.#tellThem())
    this.#untold.add(seatId)
  }

  arrived(text: string): void {
    for (const seatId of text.split(' ')) this.#note(seatId)
  }

  /**
   * Answers those who say that they are there, and hands every other request on. That a cookie is ours is enough to listen, and
   * asks the database nothing; who still holds a seat is asked when silence is counted.
   */
  listening(handle: Handler, secret: string): Handler {
    return (request, response) => {
      const sessionId = PATH.exec(request.url ?? '')?.[1]
      if (!sessionId || request.method !== 'POST') return handle(request, response)
      const named = seatNamed(sessionId as SessionId, request.headers.cookie, secret)
      if (named) this.hear(named.seatId)
      response.writeHead(204).end()
    }
  }

  #note(seatId: string): void {
    const now = this.clock.now().getTime()
    this.#at.delete(seatId)
    this.#at.set(seatId, now)
    for (const [longest, at] of this.#at) {
      if (now - at < KEPT_MS) break
      this.#at.delete(longest)
    }
  }

  #tellThem(): void {
    const all = [...this.#untold]
    this.#untold = new Set()
    for (let at = 0; at < all.length; at += MOST_TOLD) this.tell?.(all.slice(at, at + MOST_TOLD).join(' '))
  }
}
