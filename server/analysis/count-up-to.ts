import { bothAnd, type Code, get, i16, i32, NOTHING, pick, set, spread16 } from './assembly.ts'

type Locals = Record<string, number>

/** Code that counts, of numbers that come eight at a time, how many lie below each of some limits. */
export interface CountUpTo {
  /** The names of its locals, each for several numbers. */
  readonly names: readonly string[]
  /** Reads the limits, two bytes each, from where they lie. */
  limits(locals: Locals, at: Code): Code
  begin(locals: Locals): Code
  /** Eight more, or as many of them as the mask has. */
  eight(locals: Locals, row: Code, mask?: Code): Code
  /** After the last of them: four counts by `fours[i]`, those of limits that there aren't being 0. */
  end(locals: Locals): Code
  readonly fours: readonly string[]
}

const FOUR = 4

/** Up to 8 · 32,767 numbers, and so many limits. */
export function countUpTo(limits: number): CountUpTo {
  const groups = Array.from({ length: Math.ceil(limits / FOUR) }, (_, i) => i * FOUR)
  const counts = groups.flatMap((first) => [0, 1, 2, 3].map((i) => `count${first + i}`))
  const used = counts.slice(0, limits)
  const limitOf = (count: string) => `limit of ${count}`
  const local = (locals: Locals, name: string) => locals[name] as number
  return {
    names: [...counts, ...used.map(limitOf)],
    fours: groups.map((first) => `count${first}`),
    limits: (locals, at) => used.flatMap((count, i) => set(local(locals, limitOf(count)), spread16(at, 2 * i))),
    begin: (locals) => counts.flatMap((count) => set(local(locals, count), NOTHING)),
    eight: (locals, row, mask) =>
      used.flatMap((count) => {
        const below = i16.greater(get(local(locals, limitOf(count))), row)
        const counted = mask ? bothAnd(below, mask) : below
        // What is below is -1.
        return set(local(locals, count), i16.subtract(get(local(locals, count)), counted))
      }),
    end: (locals) =>
      groups.flatMap((first) => {
        const [a, b, c, d] = [0, 1, 2, 3].map((i) => local(locals, `count${first + i}`)) as [
          number,
          number,
          number,
          number,
        ]
        const neighbours = [a, b, c, d].flatMap((own) => set(own, i16.neighbours(get(own))))
        const sum = (one: number, other: number, left: readonly number[], right: readonly number[]) =>
          set(one, i32.add(pick(get(one), get(other), left), pick(get(one), get(other), right)))
        return [
          ...neighbours,
          ...sum(a, b, [0, 4, 1, 5], [2, 6, 3, 7]),
          ...sum(c, d, [0, 4, 1, 5], [2, 6, 3, 7]),
          ...sum(a, c, [0, 1, 4, 5], [2, 3, 6, 7]),
        ]
      }),
  }
}
