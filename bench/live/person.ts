import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { addCard } from '../../server/board/commands.ts'
import { textOf } from '../../server/board/document.ts'
import { RawSocket } from './raw-socket.ts'

/** Where somebody connects, and as whom. `name` is set where every message names its document: Hocuspocus. */
export interface Place {
  readonly url: string
  readonly headers: Record<string, string>
  readonly name?: string
  readonly seatId: string
  readonly partnerId: string | null
}

const SYNC = 0
const AWARENESS = 1
const AUTH = 2
const STATUS = 8
const SAVED = 100
// A browser unpacks a message in one go; `ws` goes to another thread and back for each sixteen kilobytes of it.
const LARGEST_PIECE = 2 ** 18
const MARK = 0x7e
const MARK_LENGTH = 11

/** What an edit carries, so that whoever gets its bytes knows it without reading Yjs. */
export const markOf = (person: number, edit: number): string =>
  `~${person.toString(36).padStart(4, '0')}${edit.toString(36).padStart(5, '0')}~`

/** A thin client: keeps only what it wrote itself, unless it is `whole`, and looks for marks in all it gets. */
export class Person {
  readonly doc = new Y.Doc()
  readonly sentAtMs: number[] = []
  acknowledged = 0
  bytes = 0
  /** How many places of cursors were heard. */
  pointers = 0
  onMark: (person: number, edit: number) => void = () => {}
  onAcknowledged: (upTo: number) => void = () => {}
  /** Hears which of what it sent over this line was the answer to what the server asked, with all that it lacked. */
  onAnswered: (no: number) => void = () => {}
  /** What it says that it has, when that is not what it keeps: a phone that slept, whose own work is not to be measured. */
  has: Uint8Array | undefined
  #socket: WebSocket | RawSocket | undefined
  #isThere: () => void = () => {}
  #clock = 0

  constructor(
    readonly no: number,
    readonly place: Place,
    readonly isWhole = false,
    /** Takes compressed messages, as browsers do. */
    readonly unpacks = false,
  ) {}

  /** Connects; resolves when the board has been answered. */
  come(): Promise<void> {
    this.sentAtMs.length = 0
    this.acknowledged = 0
    return new Promise((resolve, reject) => {
      this.#isThere = resolve
      const open = () => (this.place.name === undefined ? this.#ask() : this.#introduce())
      const close = (code: number) => reject(new Error(`closed with ${code}`))
      if (!this.unpacks) {
        const socket = new RawSocket(this.place.url, this.place.headers)
        Object.assign(socket, { onOpen: open, onClose: close, onMessage: (data: Buffer) => this.#hear(data) })
        this.#socket = socket
        return
      }
      const perMessageDeflate = { zlibInflateOptions: { chunkSize: LARGEST_PIECE } }
      const socket = new WebSocket(this.place.url, { headers: this.place.headers, perMessageDeflate })
      this.#socket = socket
      socket.on('error', reject).on('close', close).on('open', open)
      socket.on('message', (data) => this.#hear(data as Buffer))
    })
  }

  go = (): void => this.#socket?.terminate()

  /** How many bytes came over the line, as they were sent. */
  get wireBytes(): number {
    if (this.#socket instanceof RawSocket) return this.#socket.bytesRead
    const { _socket: line } = this.#socket as unknown as { _socket: { bytesRead: number } }
    return line.bytesRead
  }

  get isConnected(): boolean {
    const socket = this.#socket
    return socket instanceof RawSocket ? socket.isOpen : socket?.readyState === WebSocket.OPEN
  }

  /** Lays a card of one's own. */
  addCard(no: number, text: string): void {
    const { seatId, partnerId } = this.place
    const me = { id: seatId, kind: 'participant' as const, partnerId }
    const card = {
      id: `${seatId}.${no}`,
      text,
      place: 'value' as const,
      facet: null,
      createdAt: '2026-01-01T00:00:00Z',
    }
    this.#write(() => addCard(this.doc, me, card))
  }

  /** Types a mark over what stands on one's own card. */
  edit(no: number, edit: number): void {
    const text = textOf(this.doc, `${this.place.seatId}.${no}`)
    this.#write(() =>
      this.doc.transact(() => {
        if (text) text.delete(0, text.length)
        text?.insert(0, markOf(this.no, edit))
      }),
    )
  }

  /** Moves a cursor. */
  point = (x: number): void => this.tell({ x, y: 0 })

  /** Tells what one is at, as presence. */
  tell(presence: Readonly<Record<string, unknown>>): void {
    this.#clock += 1
    const state = JSON.stringify(presence)
    const body = encoding.encode((encoder) => {
      for (const n of [1, this.doc.clientID, this.#clock]) encoding.writeVarUint(encoder, n)
      encoding.writeVarString(encoder, state)
    })
    this.#send((encoder) => {
      encoding.writeVarUint(encoder, AWARENESS)
      encoding.writeVarUint8Array(encoder, body)
    })
  }

  /** Does anything to one's own copy, and sends it. */
  act(deed: (doc: Y.Doc) => void): void {
    this.#write(() => deed(this.doc))
  }

  /** Sends what Yjs tells of it, as every client does. */
  #write(act: () => void): void {
    const told: Uint8Array[] = []
    const hear = (update: Uint8Array) => told.push(update)
    this.doc.on('update', hear)
    act()
    this.doc.off('update', hear)
    for (const update of told) this.#sendSync(2, update)
  }

  #sendSync(step: number, bytes: Uint8Array): void {
    // What is written while no line is open goes with the answer over the next.
    if (!this.isConnected) return
    if (step > 0) this.sentAtMs.push(performance.now())
    this.#send((encoder) => {
      encoding.writeVarUint(encoder, SYNC)
      encoding.writeVarUint(encoder, step)
      encoding.writeVarUint8Array(encoder, bytes)
    })
  }

  #send(write: (encoder: encoding.Encoder) => void): void {
    const { name } = this.place
    if (!this.isConnected) return
    this.#socket?.send(
      encoding.encode((encoder) => {
        if (name !== undefined) encoding.writeVarString(encoder, name)
        write(encoder)
      }),
    )
  }

  #ask = (): void => this.#sendSync(0, this.has ?? Y.encodeStateVector(this.doc))

  #introduce(): void {
    this.#send((encoder) => {
      encoding.writeVarUint(encoder, AUTH)
      encoding.writeVarUint(encoder, 0)
      encoding.writeVarString(encoder, 'anybody')
      encoding.writeVarString(encoder, '4.7.0')
    })
  }

  #hear(data: Buffer): void {
    this.bytes += data.length
    const decoder = decoding.createDecoder(data)
    if (this.place.name !== undefined) decoding.readVarString(decoder)
    const type = decoding.readVarUint(decoder)
    if (type === AUTH) return void (decoding.readVarUint(decoder) === 2 && this.#ask())
    if (type === SAVED) return this.#hearAcknowledged(decoding.readVarUint(decoder))
    if (type === STATUS && this.place.name !== undefined) return this.#hearAcknowledged(this.acknowledged + 1)
    if (type === AWARENESS) return this.#hearPointers(decoding.readVarUint8Array(decoder))
    if (type !== SYNC && !(type === 4 && this.place.name !== undefined)) return
    const step = decoding.readVarUint(decoder)
    const body = decoding.readVarUint8Array(decoder)
    if (step === 0) {
      this.onAnswered(this.sentAtMs.length)
      return this.#sendSync(1, Y.encodeStateAsUpdate(this.doc, body))
    }
    if (step === 2) findMarks(body, this.onMark)
    if (this.isWhole) Y.applyUpdate(this.doc, body)
    if (step === 1) this.#isThere()
  }

  #hearPointers(body: Uint8Array): void {
    this.pointers += decoding.readVarUint(decoding.createDecoder(body))
  }

  #hearAcknowledged(upTo: number): void {
    this.acknowledged = upTo
    this.onAcknowledged(upTo)
  }
}

function findMarks(bytes: Uint8Array, found: (person: number, edit: number) => void): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = buffer.indexOf(MARK); at >= 0; at = buffer.indexOf(MARK, at + 1)) {
    if (buffer[at + MARK_LENGTH - 1] !== MARK) continue
    const digits = buffer.toString('latin1', at + 1, at + MARK_LENGTH - 1)
    if (!/^[0-9a-z]{9}$/.test(digits)) continue
    found(Number.parseInt(digits.slice(0, 4), 36), Number.parseInt(digits.slice(4), 36))
    at += MARK_LENGTH - 1
  }
}
