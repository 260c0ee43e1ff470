import { Duplex } from 'node:stream'

/** Cuts a byte stream of PostgreSQL's wire protocol into whole messages; the first message of a connection has no type sign. */
export class Framer {
  #held: Buffer = Buffer.alloc(0)
  #begun = false

  /** The whole messages that are complete with this chunk, as one piece; undefined while the next one is not. */
  take(chunk: Uint8Array): Buffer | undefined {
    this.#held = Buffer.concat([this.#held, chunk])
    let end = 0
    for (;;) {
      const typeBytes = this.#begun ? 1 : 0
      if (this.#held.length < end + typeBytes + 4) break
      const length = typeBytes + this.#held.readUInt32BE(end + typeBytes)
      if (this.#held.length < end + length) break
      end += length
      this.#begun = true
    }
    if (end === 0) return undefined
    const whole = this.#held.subarray(0, end)
    this.#held = this.#held.subarray(end)
    return whole
  }
}

const NEVER_FULL = 2 ** 30

const isGoodbye = (messages: Uint8Array) => messages[0] === 'X'.charCodeAt(0) && messages.length === 5

/** What postgres.js takes for its connection: whole wire messages go to `send`, and what that answers comes back. */
export class WireSocket extends Duplex {
  readonly #framer = new Framer()
  // postgres.js asks for it before it says goodbye.
  readonly readyState = 'open'

  constructor(readonly send: (messages: Buffer) => Promise<Uint8Array>) {
    // postgres.js takes a "drain" for a connection that nobody holds: within a transaction others' queries would come between.
    super({ writableHighWaterMark: NEVER_FULL })
  }

  override _read(): void {}

  /** What came while an answer was on its way goes in one piece: each way to the thread and back costs both sides. */
  override _writev(chunks: { chunk: Uint8Array }[], done: (error?: Error | null) => void): void {
    const all = chunks.map(({ chunk }) => chunk)
    const ends = isGoodbye(all.at(-1) as Uint8Array)
    const said = (error?: Error | null) => {
      if (ends && !error) this.push(null)
      done(error)
    }
    this._write(Buffer.concat(ends ? all.slice(0, -1) : all), 'binary', said)
  }

  override _write(chunk: Uint8Array, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    const messages = this.#framer.take(chunk)
    if (!messages) return done()
    if (isGoodbye(messages)) {
      this.push(null)
      return done()
    }
    this.send(messages).then(
      (answer) => {
        if (answer.length > 0) this.push(answer)
        done()
      },
      (error: Error) => done(error),
    )
  }
}
