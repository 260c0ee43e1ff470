const LONGEST_ROW = 16

/**
 * Whether some number in these bytes is endless, or none: lib0 reads a long row of 0x80 as such, and never comes to an end writing
 * it. Letters have at most three of them in a row, numbers of ours eight.
 */
export function hasEndlessNumber(bytes: Uint8Array): boolean {
  let row = 0
  for (let i = 0; i < bytes.length; i += 1) {
    row = bytes[i] === 0x80 ? row + 1 : 0
    if (row === LONGEST_ROW) return true
  }
  return false
}
