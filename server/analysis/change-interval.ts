import { chanceFrom, seedOf } from './chance.ts'
import { disperseFlat } from './dispersion.ts'
import { type FlatTally, flat } from './flat-tally.ts'
import { UNSURE } from './matrix.ts'
import { flatUnsureShare } from './position.ts'
import { tQuantile } from './t-quantile.ts'

/** How far a figure moved, after less before, with its 90 % interval. */
export interface Shift {
  readonly change: number
  readonly interval: readonly [number, number]
}
export interface Shifts {
  readonly between: Shift | null
  readonly within: Shift | null
  readonly unsure: Shift | null
}

/** Codes by partner and person. */
export type Given = ReadonlyMap<string, ReadonlyMap<string, number>>

const DRAWS = 200
const NAMES = ['between', 'within', 'unsure'] as const

/**
 * How between, within and unsure moved on one statement. Intervals: everybody who answered in either sitting is drawn again within
 * their partner, both answers together, so that what the same people keep saying doesn't count as chance; plus and minus t
 * standard errors. Null where a figure can't be told in both.
 */
export function shiftsOf(before: Given, after: Given, scale: number): Shifts {
  const partners = [...new Set([...before.keys(), ...after.keys()])].map((id) => {
    const [then, now] = [before.get(id), after.get(id)]
    const names = [...new Set([...(then?.keys() ?? []), ...(now?.keys() ?? [])])]
    return names
      .map((person) => [then?.get(person) ?? 0, now?.get(person) ?? 0] as const)
      .sort((a, b) => a[0] - b[0] || a[1] - b[1])
  })
  const inOrder = partners
    .filter((people) => people.length > 0)
    .sort((a, b) => a.length - b.length || seedOf(a.flat()) - seedOf(b.flat()))
  const chance = chanceFrom(seedOf(inOrder.flat(2)))
  const again = new AnsweredTwice(inOrder, scale)
  const found = again.figures((place) => place)
  const draws = Array.from({ length: DRAWS }, () =>
    again.figures((_, from, size) => from + Math.floor(chance() * size)),
  )
  const degrees = inOrder.reduce((sum, people) => sum + people.length - 1, 0)
  const t = tQuantile(0.95, Math.max(2, degrees / 2))
  const [between, within, unsure] = NAMES.map((name): Shift | null => {
    const change = found[name]
    const known = draws.flatMap((draw) => draw[name] ?? [])
    if (change === null || known.length < DRAWS / 2) return null
    const middle = known.reduce((sum, one) => sum + one, 0) / known.length
    const error = Math.sqrt(known.reduce((sum, one) => sum + (one - middle) ** 2, 0) / (known.length - 1))
    return { change, interval: [change - t * error, change + t * error] }
  }) as [Shift | null, Shift | null, Shift | null]
  return { between, within, unsure }
}

type Figures = Record<(typeof NAMES)[number], number | null>

/** What people of several partners said in two sittings, to be counted again with others in their places. */
class AnsweredTwice {
  readonly #sizes: readonly number[]
  readonly #codes: readonly [Int8Array, Int8Array]
  readonly #counted: readonly [FlatTally, FlatTally]

  constructor(partners: readonly (readonly (readonly [then: number, now: number])[])[], scale: number) {
    const everybody = partners.flat()
    const codes = (at: 0 | 1) => Int8Array.from(everybody, (person) => person[at])
    const nobody = () =>
      flat(partners.map(() => ({ counts: new Array<number>(scale).fill(0), n: 0, unsure: 0, remit: 0 })))
    this.#sizes = partners.map((people) => people.length)
    this.#codes = [codes(0), codes(1)]
    this.#counted = [nobody(), nobody()]
  }

  /** How the figures moved when each place is taken by the person that `who` names; `from` is where their partner begins. */
  figures(who: (place: number, from: number, size: number) => number): Figures {
    const [then, now] = this.#counted
    for (const { counts, n, unsure } of [then, now]) for (const one of [counts, n, unsure]) one.fill(0)
    let from = 0
    this.#sizes.forEach((size, j) => {
      for (let place = from; place < from + size; place += 1) {
        const person = who(place, from, size)
        count(then, j, this.#codes[0][person] as number)
        count(now, j, this.#codes[1][person] as number)
      }
      from += size
    })
    const [was, is] = [disperseFlat(then), disperseFlat(now)]
    const less = (a: number | null, b: number | null) => (a === null || b === null ? null : a - b)
    return {
      between: less(is.between, was.between),
      within: less(is.within, was.within),
      unsure: less(flatUnsureShare(now), flatUnsureShare(then)),
    }
  }
}

function count({ points, counts, n, unsure }: FlatTally, j: number, code: number): void {
  if (code === UNSURE) unsure[j] = (unsure[j] as number) + 1
  if (code <= 0) return
  counts[j * points + code - 1] = (counts[j * points + code - 1] as number) + 1
  n[j] = (n[j] as number) + 1
}
