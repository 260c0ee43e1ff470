/**
 * Just enough of WebAssembly to write a loop that works on several numbers at once (SIMD). A piece of code is the bytes it becomes;
 * operands are handed over as pieces, so `add(get(a), int(1))` reads as what it does. Why these loops are not TypeScript:
 * `DECISIONS.md`. Source: webassembly.github.io/spec (2.0), binary format.
 */
export type Code = readonly number[]

const WHOLE = 0x7f
const SEVERAL = 0x7b

/** A whole number as WebAssembly writes it: seven bits a byte, the lowest first. */
function whole(value: number): number[] {
  const bytes: number[] = []
  for (let rest = value | 0; ; rest >>= 7) {
    const byte = rest & 0x7f
    // What is left is its sign alone.
    const isLast = rest >> 6 === 0 || rest >> 6 === -1
    bytes.push(isLast ? byte : byte | 0x80)
    if (isLast) return bytes
  }
}

/** The same for what is never below 0: a size, a place, the number of an instruction. */
function size(value: number): number[] {
  const bytes: number[] = []
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return [...bytes, rest]
    bytes.push((rest & 0x7f) | 0x80)
  }
}

const two = (op: number) => (a: Code, b: Code) => [...a, ...b, op]
const lanes = (op: number) => [0xfd, ...size(op)]
const oneOfLanes = (op: number) => (a: Code) => [...a, ...lanes(op)]
const twoOfLanes = (op: number) => (a: Code, b: Code) => [...a, ...b, ...lanes(op)]

export const get = (local: number): Code => [0x20, ...size(local)]
export const set = (local: number, to: Code): Code => [...to, 0x21, ...size(local)]
export const int = (value: number): Code => [0x41, ...whole(value)]
const real = (value: number): Code => [0x44, ...new Uint8Array(Float64Array.of(value).buffer)]
export const add = two(0x6a)
export const subtract = two(0x6b)
export const multiply = two(0x6c)
export const and = two(0x71)
export const shiftLeft = two(0x74)
const isLess = two(0x48)
const isAtLeast = two(0x4e)
/** The smaller of two whole numbers. */
export const smaller = (a: Code, b: Code): Code => [...a, ...b, ...isLess(a, b), 0x1b]
/** A whole number of four bytes out of memory. */
export const read = (at: Code): Code => [...at, 0x28, 2, 0]

/** Sixteen bytes out of memory, and into it; `behind` so many bytes on. */
export const load = (at: Code, behind = 0): Code => [...at, ...lanes(0x00), 0, ...size(behind)]
export const store = (at: Code, value: Code, behind = 0): Code => [...at, ...value, ...lanes(0x0b), 0, ...size(behind)]
/** One number out of memory in all lanes. */
export const spread16 = (at: Code, behind = 0): Code => [...at, ...lanes(0x08), 0, ...size(behind)]
export const spread64 = (at: Code): Code => [...at, ...lanes(0x0a), 0, 0]
/** The first of two numbers of eight bytes, into memory. */
export const storeFirst64 = (at: Code, value: Code): Code => [...at, ...value, ...lanes(0x5b), 0, 0, 0]
export const NOTHING: Code = [...lanes(0x0c), ...new Array<number>(16).fill(0)]
export const bothAnd = twoOfLanes(0x4e)
export const bothOr = twoOfLanes(0x50)
export const bothXor = twoOfLanes(0x51)
/** What the first has and the second hasn't. */
export const firstAlone = twoOfLanes(0x4f)

/** Eight numbers of two bytes. */
export const i16 = {
  spread: oneOfLanes(0x10),
  /** All bits where the first is greater, which is -1, else 0. */
  greater: twoOfLanes(0x31),
  add: twoOfLanes(0x8e),
  subtract: twoOfLanes(0x91),
  smaller: twoOfLanes(0x96),
  /** The smaller of two that are never below 0. */
  smallerPlain: twoOfLanes(0x97),
  /** Four numbers of four bytes, each the sum of two neighbours. */
  neighbours: oneOfLanes(0x7e),
}
/** Four of four bytes. */
export const i32 = {
  spread: oneOfLanes(0x11),
  add: twoOfLanes(0xae),
  subtract: twoOfLanes(0xb1),
  multiply: twoOfLanes(0xb5),
  shiftRight: (a: Code, by: number): Code => [...a, ...int(by), ...lanes(0xad)],
}
/** Two of eight bytes. */
export const f64 = {
  spread: (value: number): Code => [...real(value), ...lanes(0x14)],
  /** All bits where both have the same bits: 0 and -0 differ. */
  same: twoOfLanes(0xd6),
  add: twoOfLanes(0xf0),
  subtract: twoOfLanes(0xf1),
  multiply: twoOfLanes(0xf2),
  /** Of the first two numbers of four bytes. */
  ofFirst: oneOfLanes(0xfe),
}
/** Four numbers of four bytes out of two times four: 0..3 of the one, 4..7 of the other. */
export const pick = (a: Code, b: Code, which: readonly number[]): Code => [
  ...[...a, ...b, ...lanes(0x0d)],
  ...which.flatMap((lane) => [0, 1, 2, 3].map((byte) => lane * 4 + byte)),
]

/** Again and again while `at`, which begins at `from` and goes on by `step`, is below `end`. */
export const each = (at: number, from: Code, end: Code, step: Code, body: Code): Code => [
  ...set(at, from),
  ...[0x02, 0x40, 0x03, 0x40],
  ...[...isAtLeast(get(at), end), 0x0d, 1],
  ...body,
  ...set(at, add(get(at), step)),
  ...[0x0c, 0, 0x0b, 0x0b],
]

const named = (name: string): number[] => [name.length, ...[...name].map((letter) => letter.charCodeAt(0))]
const section = (id: number, content: Code): number[] => [id, ...size(content.length), ...content]

/**
 * The bytes of a module with one function, `run`, that is handed whole numbers and works in the memory `m.m` it is given. `write` is
 * told which local each name is.
 * @example assemble(['at'], [], [], ({ at }) => store(get(at), NOTHING)).length // 72
 */
export function assemble<Name extends string>(
  given: readonly Name[],
  wholes: readonly Name[],
  several: readonly Name[],
  write: (locals: Record<Name, number>) => Code,
): Uint8Array<ArrayBuffer> {
  const names = [...given, ...wholes, ...several]
  const locals = Object.fromEntries(names.map((name, i) => [name, i])) as Record<Name, number>
  const own = [2, ...size(wholes.length), WHOLE, ...size(several.length), SEVERAL]
  const body = [...own, ...write(locals), 0x0b]
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, ...size(given.length), ...given.map(() => WHOLE), 0]),
    ...section(2, [1, ...named('m'), ...named('m'), 2, 0, 0]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...named('run'), 0, 0]),
    ...section(10, [1, ...size(body.length), ...body]),
  ])
}
