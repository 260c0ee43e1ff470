/** A source of chance that its seed fixes: numbers from 0 up to but not 1. */
export type Chance = () => number

/** Mulberry32 (Tommy Ettinger, public domain): the same numbers on every machine for the same seed. */
export function chanceFrom(seed: number): Chance {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/**
 * A seed out of numbers (FNV-1a): what is drawn depends on the data alone, so that a report looks the same however often it
 * is made.
 * @example seedOf([]) // -2128831035
 */
export function seedOf(numbers: Iterable<number>): number {
  let hash = 0x811c9dc5 | 0
  for (const number of numbers) hash = Math.imul(hash ^ (number & 0xff), 0x01000193) ^ (number >> 8)
  return hash
}
