import { type Chance, chanceFrom, seedOf } from './chance.ts'
import { disperse } from './dispersion.ts'
import { UNSURE } from './matrix.ts'
import { unsureShare } from './position.ts'
import { tQuantile } from './t-quantile.ts'
import type { PartnerTally, Tally } from './tally.ts'

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
  const found = figures(inOrder, scale)
  const chance = chanceFrom(seedOf(inOrder.flat(2)))
  const draws = Array.from({ length: DRAWS }, () =>
    figures(
      inOrder.map((people) => drawn(people, chance)),
      scale,
    ),
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

type People = readonly (readonly [then: number, now: number])[]

const drawn = (people: People, chance: Chance): People =>
  people.map(() => people[Math.floor(chance() * people.length)] as readonly [number, number])

function figures(partners: readonly People[], scale: number): Record<(typeof NAMES)[number], number | null> {
  const [then, now] = ([0, 1] as const).map(
    (at): Tally =>
      partners.map((people) =>
        count(
          people.map((codes) => codes[at]),
          scale,
        ),
      ),
  ) as [Tally, Tally]
  const [was, is] = [disperse(then), disperse(now)]
  const less = (a: number | null, b: number | null) => (a === null || b === null ? null : a - b)
  return {
    between: less(is.between, was.between),
    within: less(is.within, was.within),
    unsure: less(unsureShare(now), unsureShare(then)),
  }
}

function count(codes: readonly number[], scale: number): PartnerTally {
  const counts = new Array<number>(scale).fill(0)
  let [n, unsure] = [0, 0]
  for (const code of codes) {
    if (code === UNSURE) unsure += 1
    else if (code > 0) {
      counts[code - 1] = (counts[code - 1] as number) + 1
      n += 1
    }
  }
  return { counts, n, unsure, remit: 0 }
}
