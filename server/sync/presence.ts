import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { LARGEST_CLIENT } from './read-update.ts'

// As it came, and with the person in it: small enough for several in one NOTIFY.
const MOST_BYTES = 2_048
const MOST_PROVEN_BYTES = 3_072
const MOST_ENTRIES = 1_000

/** One client's entry in a presence message: what y-protocols calls awareness. A null state says goodbye. */
export interface Presence {
  readonly clientId: number
  readonly clock: number
  readonly state: string
}

export interface Person {
  readonly seat: string
  readonly name: string
  readonly partner: string | null
  readonly kind: string
}

/** How many entries of a presence message are read at most: as many as it says that it has. */
export function entriesIn(bytes: Uint8Array): number {
  try {
    return Math.min(decoding.readVarUint(decoding.createDecoder(bytes)), MOST_ENTRIES)
  } catch {
    return 0
  }
}

/** The entries of a presence message; none when it can't be read, or some number in it is none that a client has. */
export function readPresence(bytes: Uint8Array): Presence[] {
  try {
    const decoder = decoding.createDecoder(bytes)
    const count = decoding.readVarUint(decoder)
    const found: Presence[] = []
    for (let i = 0; i < Math.min(count, MOST_ENTRIES); i += 1) {
      found.push({
        clientId: decoding.readVarUint(decoder),
        clock: decoding.readVarUint(decoder),
        state: decoding.readVarString(decoder),
      })
    }
    const isPlain = ({ clientId, clock }: Presence) => clientId <= LARGEST_CLIENT && clock < Number.MAX_SAFE_INTEGER
    return found.every(isPlain) ? found : []
  } catch {
    return []
  }
}

export const writePresence = (entries: readonly Presence[]): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, entries.length)
    for (const { clientId, clock, state } of entries) {
      encoding.writeVarUint(encoder, clientId)
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarString(encoder, state)
    }
  })

/** A client's state with the person that its seat proves, whatever it claimed to be; undefined when it says too much or nothing readable. */
export function stateWithPerson(state: string, person: Person): string | undefined {
  if (Buffer.byteLength(state) > MOST_BYTES) return undefined
  try {
    const said = JSON.parse(state) as unknown
    if (said === null) return 'null'
    if (typeof said !== 'object' || Array.isArray(said)) return undefined
    // Numbers grow when they are written out: 1e20 is twenty-one letters.
    const proven = JSON.stringify({ ...said, person })
    return Buffer.byteLength(proven) > MOST_PROVEN_BYTES ? undefined : proven
  } catch {
    return undefined
  }
}

/** Says goodbye for a client that is gone. */
export const goodbye = ({ clientId, clock }: Presence): Presence => ({ clientId, clock: clock + 1, state: 'null' })
