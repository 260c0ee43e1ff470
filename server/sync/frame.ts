import { constants, deflateRawSync } from 'node:zlib'
import { effort, TOIL } from './toil.ts'

const BINARY_AND_FINAL = 0x82
const COMPRESSED = 0x40
// Small ones are sent sooner than packed.
const WORTH_PACKING = 8_192
// What ends every flush, and is left away on the wire (RFC 7692, section 7.2.1).
const FLUSH_END = 4

/**
 * One message as a WebSocket carries it, framed once for however many sockets: header and message in one buffer, which
 * nobody may change. What a server sends is not masked.
 */
export class Frame {
  readonly wire: Buffer
  readonly #start: number
  #packed: Buffer | undefined

  constructor(message: Uint8Array, flags = 0) {
    const { length } = message
    this.#start = length < 126 ? 2 : length < 65_536 ? 4 : 10
    this.wire = Buffer.allocUnsafe(this.#start + length)
    this.wire[0] = BINARY_AND_FINAL | flags
    this.wire[1] = length < 126 ? length : length < 65_536 ? 126 : 127
    if (this.#start === 4) this.wire.writeUInt16BE(length, 2)
    if (this.#start === 10) this.wire.writeBigUInt64BE(BigInt(length), 2)
    this.wire.set(message, this.#start)
  }

  /**
   * As it goes to those who take compressed messages, each by itself (server_no_context_takeover): packed once for all of
   * them, a whole board to a third. What is small goes as it is.
   */
  get packed(): Buffer {
    if (this.message.length < WORTH_PACKING) return this.wire
    this.#packed ??= new Frame(pack(this.message), COMPRESSED).wire
    return this.#packed
  }

  /** The message within. */
  get message(): Uint8Array {
    return this.wire.subarray(this.#start)
  }
}

/** Messages that go together where all are wanted, one after another: one buffer, and one writing. */
export class Sheaf {
  readonly wire: Buffer
  #packed: Buffer | undefined

  constructor(readonly frames: readonly Frame[]) {
    this.wire = Buffer.concat(frames.map(({ wire }) => wire))
  }

  get packed(): Buffer {
    this.#packed ??= Buffer.concat(this.frames.map(({ packed }) => packed))
    return this.#packed
  }
}

function pack(message: Uint8Array): Uint8Array {
  effort.us += message.length * TOIL.packedByte
  // A millisecond for a board of five hundred cards; more effort saves little.
  const flushed = deflateRawSync(message, { level: 2, finishFlush: constants.Z_SYNC_FLUSH })
  return flushed.subarray(0, flushed.length - FLUSH_END)
}
