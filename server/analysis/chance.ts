/** A source of chance that its seed fixes: numbers from 0 up to but not 1. */
export type Chance = () => number

/** By how much Mulberry32's state moves with each number. */
export const CHANCE_STEP = 0x6d2b79f5

/** Mulberry32 (Tommy Ettinger, public domain): the same numbers on every machine for the same seed. */
export function chanceFrom(seed: number): Chance {
  let state = seed | 0
  return () => {
    state = (state + CHANCE_STEP) | 0
    return chanceBits(state) / 4_294_967_296
  }
}

/**
 * What Mulberry32 makes of a state: 0..2³² - 1, a whole number. For loops that draw many millions and hold the state themselves.
 * @example chanceBits(0) // 0
 */
export function chanceBits(state: number): number {
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return (mixed ^ (mixed >>> 14)) >>> 0
}

/**
 * A seed out of whole numbers (FNV-1a): what is drawn depends on the data alone, so that a report looks the same however often
 * it is made.
 * @example seedOf([]) // -2128831035
 */
export function seedOf(numbers: ArrayLike<number>): number {
  let hash = 0x811c9dc5 | 0
  for (let i = 0; i < numbers.length; i += 1) {
    const number = numbers[i] as number
    hash = Math.imul(hash ^ (number & 0xff), 0x01000193) ^ (number >> 8)
  }
  return hash
}
