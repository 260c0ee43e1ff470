const BINARY_AND_FINAL = 0x82

/**
 * One message as a WebSocket carries it, framed once for however many sockets: header and message in one buffer, which
 * nobody may change. What a server sends is not masked.
 */
export class Frame {
  readonly wire: Buffer
  readonly #start: number

  constructor(message: Uint8Array) {
    const { length } = message
    this.#start = length < 126 ? 2 : length < 65_536 ? 4 : 10
    this.wire = Buffer.allocUnsafe(this.#start + length)
    this.wire[0] = BINARY_AND_FINAL
    this.wire[1] = length < 126 ? length : length < 65_536 ? 126 : 127
    if (this.#start === 4) this.wire.writeUInt16BE(length, 2)
    if (this.#start === 10) this.wire.writeBigUInt64BE(BigInt(length), 2)
    this.wire.set(message, this.#start)
  }

  /** The message within. */
  get message(): Uint8Array {
    return this.wire.subarray(this.#start)
  }
}
