import { createHash, randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

// RFC 6455: what a server adds to the key before it hashes it, and the kinds of frames.
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
const BINARY = 2
const CLOSE = 8
const PING = 9
const PONG = 10
const IS_LAST = 0x80
const IS_MASKED = 0x80

/**
 * A WebSocket on a bare socket, for load alone: no compression, a mask of noughts, what is heard handed on as a view of what came
 * in. A client in the same process costs each server the same; one that costs less leaves more of the time to be the server's.
 * Knows no message in several frames: none of the servers beside each other sends one.
 */
export class RawSocket {
  onOpen: () => void = () => {}
  onMessage: (data: Buffer) => void = () => {}
  onClose: (code: number) => void = () => {}
  isOpen = false
  readonly #socket: Socket
  readonly #key = randomBytes(16).toString('base64')
  #parts: Buffer[] = []
  /** How many bytes there must be before anything can be read. */
  #wants = 1
  #code = 1006

  constructor(url: string, headers: Readonly<Record<string, string>>) {
    const { hostname, port, pathname, search, host } = new URL(url)
    this.#socket = connect({ host: hostname, port: Number(port), noDelay: true })
    const asks = { Host: host, Upgrade: 'websocket', Connection: 'Upgrade', 'Sec-WebSocket-Key': this.#key }
    const all = Object.entries({ ...asks, 'Sec-WebSocket-Version': '13', ...headers })
    const lines = [`GET ${pathname}${search} HTTP/1.1`, ...all.map(([name, value]) => `${name}: ${value}`)]
    this.#socket.on('connect', () => this.#socket.write(`${lines.join('\r\n')}\r\n\r\n`))
    this.#socket.on('data', (data) => this.#hear(data))
    this.#socket.on('error', () => {})
    this.#socket.on('close', () => this.#end())
  }

  get bytesRead(): number {
    return this.#socket.bytesRead
  }

  send = (data: Uint8Array): void => this.#sendFrame(BINARY, data)

  /** Goes without a word, as a phone does that falls asleep. */
  terminate(): void {
    this.isOpen = false
    this.#socket.destroy()
  }

  #end(): void {
    this.isOpen = false
    this.onClose(this.#code)
  }

  #hear(data: Buffer): void {
    this.#parts.push(data)
    if (this.#parts.reduce((sum, { length }) => sum + length, 0) < this.#wants) return
    const heard = this.#parts.length > 1 ? Buffer.concat(this.#parts) : data
    this.#parts = []
    this.#wants = 1
    const since = this.isOpen ? 0 : this.#greet(heard)
    const at = since === undefined ? 0 : this.#read(heard, since)
    if (at < heard.length) this.#parts = [heard.subarray(at)]
  }

  /** Where the frames begin, after the answer to the upgrade; nothing while that isn't whole. */
  #greet(heard: Buffer): number | undefined {
    const end = heard.indexOf('\r\n\r\n')
    if (end < 0) return undefined
    const head = heard.toString('latin1', 0, end)
    const accepted = createHash('sha1')
      .update(this.#key + GUID)
      .digest('base64')
    if (!head.startsWith('HTTP/1.1 101') || !head.includes(accepted)) {
      this.#code = Number(head.slice(9, 12))
      this.#socket.destroy()
      return heard.length
    }
    this.isOpen = true
    this.onOpen()
    return end + 4
  }

  /** Takes every whole frame; answers where the one begins that isn't whole yet. */
  #read(heard: Buffer, since: number): number {
    let at = since
    while (heard.length - at >= 2) {
      const short = (heard[at + 1] as number) & 0x7f
      const head = short < 126 ? 2 : short === 126 ? 4 : 10
      if (heard.length - at < head) break
      const length =
        head === 2 ? short : head === 4 ? heard.readUInt16BE(at + 2) : Number(heard.readBigUInt64BE(at + 2))
      this.#wants = head + length
      if (heard.length - at < this.#wants) return at
      this.#wants = 1
      const kind = heard[at] as number
      const body = heard.subarray(at + head, at + head + length)
      at += head + length
      this.#take(kind, body)
    }
    return at
  }

  #take(kind: number, body: Buffer): void {
    if (kind === (IS_LAST | BINARY)) return this.onMessage(body)
    if (kind === (IS_LAST | PING)) return this.#sendFrame(PONG, body)
    if (kind === (IS_LAST | PONG)) return
    if (kind !== (IS_LAST | CLOSE)) throw new Error(`a frame of a kind that no server here sends: ${kind}`)
    if (body.length >= 2) this.#code = body.readUInt16BE(0)
    this.#sendFrame(CLOSE, body.subarray(0, 2))
    this.#socket.end()
  }

  #sendFrame(kind: number, body: Uint8Array): void {
    if (!this.isOpen) return
    const head = body.length < 126 ? 2 : body.length < 2 ** 16 ? 4 : 10
    const frame = Buffer.alloc(head + 4 + body.length)
    frame[0] = IS_LAST | kind
    frame[1] = IS_MASKED | (head === 2 ? body.length : head === 4 ? 126 : 127)
    if (head === 4) frame.writeUInt16BE(body.length, 2)
    if (head === 10) frame.writeBigUInt64BE(BigInt(body.length), 2)
    frame.set(body, head + 4)
    this.#socket.write(frame)
  }
}
