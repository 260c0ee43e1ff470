import { assemble, type Code } from './assembly.ts'

const PAGE = 65_536
// One memory for all loops that work on several numbers at once: what they read is laid out in it.
const memory = new WebAssembly.Memory({ initial: 1 })
let taken = 0

/**
 * Takes so many bytes of the loops' memory and answers where they begin, at a multiple of 16; what stood there before still does.
 * They are kept until the `inRoom` around it ends. Views from before may be gone afterwards, so look at what was taken last.
 */
export function take(bytes: number): number {
  const at = taken
  taken += Math.ceil(bytes / 16) * 16
  // Loops look up to sixteen bytes further than they use.
  const missing = taken + 16 - memory.buffer.byteLength
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE))
  return at
}

/** Gives back what is taken during some work as soon as that ends. */
export function inRoom<Found>(work: () => Found): Found {
  const before = taken
  try {
    return work()
  } finally {
    taken = before
  }
}

export const shorts = (at: number, length: number) => new Int16Array(memory.buffer, at, length)
export const wholes = (at: number, length: number) => new Int32Array(memory.buffer, at, length)
export const doubles = (at: number, length: number) => new Float64Array(memory.buffer, at, length)

/** Takes room for these numbers and lays them out there. */
export function layWholes(numbers: ArrayLike<number>): number {
  const at = take(4 * numbers.length)
  wholes(at, numbers.length).set(numbers)
  return at
}
export function layDoubles(numbers: ArrayLike<number>): number {
  const at = take(8 * numbers.length)
  doubles(at, numbers.length).set(numbers)
  return at
}

/** Where the masks of the first 0..7 of eight numbers of two bytes lie: that of `n` begins `2 · (8 - n)` bytes on. */
export const FIRST_OF_EIGHT = take(32)
shorts(FIRST_OF_EIGHT, 8).fill(-1)

/**
 * Makes a loop out of its code (see assembly.ts) when it is first run.
 * @example lanesLoop(['n'], [], [], () => [])(1) // undefined
 */
export function lanesLoop<Name extends string>(
  given: readonly Name[],
  ints: readonly Name[],
  several: readonly Name[],
  write: (locals: Record<Name, number>) => Code,
): (...handed: readonly number[]) => void {
  let run: ((...handed: readonly number[]) => void) | undefined
  return (...handed) => {
    if (!run) {
      const { exports } = new WebAssembly.Instance(new WebAssembly.Module(assemble(given, ints, several, write)), {
        m: { m: memory },
      })
      run = exports.run as (...handed: readonly number[]) => void
    }
    run(...handed)
  }
}
