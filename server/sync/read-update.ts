import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { hasEndlessNumber } from './endless.ts'
import { effort, TOIL } from './toil.ts'

/** What an update holds, and nothing is applied of it yet. */
export type ReadUpdate = ReturnType<typeof Y.decodeUpdate>

const MOST_STRUCTS = 20_000
// Beside what the board may have deleted already: a stock client sends all of that each time it connects.
const MOST_RANGES = 150_000
const MOST_CLIENTS = 500
/** Yjs draws client ids of 32 bits, and tables keep no larger ones. */
export const LARGEST_CLIENT = 0xffff_ffff
// Of a placement, a name, a time: texts are no values.
const LARGEST_VALUE = 16 * 2 ** 10

class TooMany extends Error {}

const NONE = () => 0

/** Reads as Yjs does, but stops at what is more than anybody honest sends: reading alone would take seconds. */
class Reader extends Y.UpdateDecoderV1 {
  static last: Reader
  static known: () => number = NONE
  readonly #clients = new Set<number>()
  #structs = 0
  #ranges = 0

  /** What it took to read so far. */
  get toil(): number {
    return this.#structs * TOIL.struct + this.#ranges * TOIL.range
  }

  constructor(readonly bytes: decoding.Decoder) {
    super(bytes)
    Reader.last = this
  }

  /** Each client's structs stand together: of two rows of one client's Yjs would apply the last alone. */
  override readClient(): number {
    const client = super.readClient()
    if (!(client <= LARGEST_CLIENT) || this.#clients.has(client)) throw new Error('no client')
    if (this.#clients.add(client).size > MOST_CLIENTS) throw new TooMany()
    return client
  }

  override readInfo(): number {
    this.#structs += 1
    if (this.#structs > MOST_STRUCTS) throw new TooMany()
    return super.readInfo()
  }

  override readDsLen(): number {
    this.#ranges += 1
    if (this.#ranges > MOST_RANGES && this.#ranges > MOST_RANGES + Reader.known()) throw new TooMany()
    const length = super.readDsLen()
    // Yjs writes none that spans nothing.
    if (length === 0) throw new Error('no range')
    return length
  }

  override readAny(): unknown {
    const from = this.bytes.pos
    const value = super.readAny()
    if (this.bytes.pos - from > LARGEST_VALUE) throw new TooMany()
    return value
  }
}

/**
 * Reads an update to its very end; why not, when it is none, or more than anybody honest sends at once. `known`: how many
 * pieces the board has, of which each may be deleted.
 */
export function readUpdate(
  update: Uint8Array,
  known: () => number = NONE,
): ReadUpdate | 'unreadable' | 'too-many-structs' {
  if (hasEndlessNumber(update)) return 'unreadable'
  try {
    Reader.known = known
    const read = Y.decodeUpdateV2(update, Reader)
    // Yjs writes nothing that is of no length: two things would stand under one number, and one take the other's place.
    if (!read.structs.every(({ length }) => length >= 1)) return 'unreadable'
    return decoding.hasContent(Reader.last.bytes) ? 'unreadable' : read
  } catch (error) {
    return error instanceof TooMany ? 'too-many-structs' : 'unreadable'
  } finally {
    effort.us += Reader.last.toil
    // It knows a whole board, which may fall asleep.
    Reader.known = NONE
  }
}
