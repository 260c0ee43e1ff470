import { hash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'

// Trying costs the square of a row's length: at this one half a second, which is ten times a usual row's.
const LONGEST_MENDED = 8_192
const TRIES_AT_A_TIME = 2_000

/** What every stored row of a board is checked by: SHA-256, in hex. */
export const checksumOf = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex')

/**
 * The bytes as they were before one bit of them, or of their checksum, was flipped: the commonest harm that disks and memory
 * do, and the only one that a checksum can undo. Undefined when more is wrong, or the row is too long to try every bit of it.
 * @example mendOneBit(Uint8Array.of(5), checksumOf(Uint8Array.of(4))) // Uint8Array.of(4)
 */
export async function mendOneBit(bytes: Uint8Array, checksum: string): Promise<Uint8Array | undefined> {
  if (differInOneBit(checksumOf(bytes), checksum)) return bytes
  if (bytes.length > LONGEST_MENDED) return undefined
  const tried = Uint8Array.from(bytes)
  for (let bit = 0; bit < tried.length * 8; bit += 1) {
    flip(tried, bit)
    if (checksumOf(tried) === checksum) return tried
    flip(tried, bit)
    // Everybody else's boards are served meanwhile.
    if (bit % TRIES_AT_A_TIME === TRIES_AT_A_TIME - 1) await setImmediate()
  }
  return undefined
}

const flip = (bytes: Uint8Array, bit: number) => {
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
}

function differInOneBit(one: string, other: string): boolean {
  if (one.length !== other.length) return false
  let bits = 0
  for (let i = 0; i < one.length; i += 1)
    for (let left = one.charCodeAt(i) ^ other.charCodeAt(i); left > 0; left &= left - 1) bits += 1
  return bits === 1
}
