import Papa from 'papaparse'
import type { ReadFile } from './read-ratings-csv.ts'

/**
 * The text of a file that must be UTF-8; a byte order mark in front is left out. Another encoding is refused at its first row
 * (the header is row 1): read as it comes, each of its accents would be the same stand-in sign, and two names become one.
 * @example decodeText(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61)) // { is: 'read', value: 'a' }
 * @example decodeText(Uint8Array.of(0x61, 0x0a, 0xe9)) // { is: 'bad', problems: ['row 2: holds a sign that is not UTF-8'] }
 */
export function decodeText(bytes: Uint8Array): ReadFile<string> {
  try {
    return { is: 'read', value: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return { is: 'bad', problems: [`row ${rowAt(bytes, soundUpTo(bytes))}: holds a sign that is not UTF-8`] }
  }
}

/** How many bytes from the first are UTF-8, but for a sign that may go on behind them. */
function soundUpTo(bytes: Uint8Array): number {
  let [sound, broken] = [0, bytes.length + 1]
  while (broken - sound > 1) {
    const middle = Math.floor((sound + broken) / 2)
    if (isSound(bytes.subarray(0, middle))) sound = middle
    else broken = middle
  }
  return sound
}

function isSound(start: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true })
    return true
  } catch {
    return false
  }
}

/** The row in which the byte at a place stands; a new line inside quotes begins none. */
function rowAt(bytes: Uint8Array, place: number): number {
  const before = new TextDecoder().decode(bytes.subarray(0, place), { stream: true })
  return Math.max(1, Papa.parse<string[]>(before, { skipEmptyLines: false }).data.length)
}
