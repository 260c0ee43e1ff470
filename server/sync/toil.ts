// What one seat may have the server do at once, so that the others hardly notice; and again each millisecond: a tenth of a processor.
const AT_ONCE_US = 140_000
const US_AGAIN_EACH_MS = 100
// Nobody waits for longer than ten seconds, however often they came meanwhile.
const MOST_US = AT_ONCE_US + 10_000 * US_AGAIN_EACH_MS
// What waits is laid over each time: not too often.
const SHORTEST_REST_MS = 50

/**
 * About how many microseconds each thing takes: what is read; what is new, for it is put in, judged, stored and shown (`news`: a
 * struct, or one that goes); and what is made of a board and packed.
 */
export const TOIL = {
  entering: 1_000,
  update: 50,
  byte: 0.004,
  struct: 1.1,
  range: 0.2,
  step: 0.05,
  news: 5,
  undoing: 10,
  newsByte: 0.1,
  asking: 100,
  vectorByte: 0.05,
  piece: 0.03,
  madeByte: 0.02,
  packedByte: 0.025,
}

/**
 * What was done so far, for whomever, of what costs much and can be had again for nothing: reckoned and not measured, so that
 * nobody pays for a busy machine. Whoever has something done pays what it grew by meanwhile.
 */
export const effort = { us: 0 }

/**
 * What a seat makes the server do, over all its lines and however often it comes back: whatever is within the limits of each
 * line and known already, or asked for again. Who makes more waits, and nobody else does.
 */
export class Toil {
  #us = 0
  #since: number

  constructor(readonly now: () => number = () => performance.now()) {
    this.#since = now()
  }

  /** Does something for the seat, which costs so much beside what it takes of the `effort`. */
  over<T>(us: number, act: () => T): T {
    const before = effort.us
    try {
      return act()
    } finally {
      this.#us = Math.min(MOST_US, this.#us + us + effort.us - before)
    }
  }

  /** How long until more may be done; 0: at once. The clock is only looked at once much was. */
  get restMs(): number {
    if (this.#us <= AT_ONCE_US) return 0
    const now = this.now()
    this.#us = Math.max(0, this.#us - (now - this.#since) * US_AGAIN_EACH_MS)
    this.#since = now
    return this.#us <= AT_ONCE_US ? 0 : Math.max(SHORTEST_REST_MS, (this.#us - AT_ONCE_US) / US_AGAIN_EACH_MS)
  }
}
