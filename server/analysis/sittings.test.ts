import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellsOf } from './cells.ts'
import type { Cell } from './report.ts'
import { silentAfter } from './sittings.ts'
import { reasonToTell } from './suppression.ts'
import type { PartnerTally, Tally } from './tally.ts'
import { told } from './told.ts'

/**
 * Whoever attacks holds what two sittings told of a statement, both ways of counting, knows who came to each and how many
 * answered, believes that whoever came twice said the same twice, and has this program. They try all answers that could stand
 * behind both, and know what fewer people than the minimum said once all that fit agree on it.
 */
const MINIMUM = 3
const CODES = [1, 2, 0] as const
/** Of each partner: who came to both sittings, to the first alone, and to the second alone. */
type Comers = readonly { readonly stayed: number; readonly went: number; readonly came: number }[]

const count = (codes: readonly number[]): PartnerTally => {
  const of = (code: number) => codes.filter((one) => one === code).length
  return { counts: [of(1), of(2)], n: of(1) + of(2), unsure: of(0), remit: 0 }
}

/** Both sittings' tallies, when `codes` holds one answer a person: by partner those who stayed, went, came. */
function sittings(comers: Comers, codes: readonly number[]) {
  const [first, second, groups]: [PartnerTally[], PartnerTally[], string[][]] = [[], [], []]
  let at = 0
  for (const { stayed, went, came } of comers) {
    const [leaving, coming] = [at + stayed, at + stayed + went]
    const [stay, go, come] = [
      codes.slice(at, leaving),
      codes.slice(leaving, coming),
      codes.slice(coming, coming + came),
    ]
    at = coming + came
    first.push(count([...stay, ...go]))
    second.push(count([...stay, ...come]))
    groups.push([go, come].map((some) => some.toSorted().join()))
  }
  return { first, second, groups: groups.flat() }
}

function publish(comers: Comers, { first, second }: { first: Tally; second: Tally }) {
  const partners = comers.map((_, j) => ({ id: `P${j}` }))
  const partnerIds = partners.map(({ id }) => id)
  const cells = cellsOf(first, partners, MINIMUM)
  const earlier = { partnerIds, all: first, cells, minimum: MINIMUM, samePeople: new Set<string>() }
  const silent = silentAfter([earlier], { partnerIds, all: second, minimum: MINIMUM })
  const later = cellsOf(second, partners, MINIMUM, new Set(silent.map((id) => partnerIds.indexOf(id))))
  const published = (some: readonly Cell[], tally: Tally) =>
    some.map((cell, j) => ({ ...cell, suppressed: reasonToTell(cell.suppressed, tally[j] as PartnerTally, MINIMUM) }))
  const alone = JSON.stringify([published(cells, first), told(first, cells)])
  const again = JSON.stringify([published(later, second), told(second, later)])
  return { alone, again, silent }
}

const all = (people: number): number[][] =>
  people === 0 ? [[]] : all(people - 1).flatMap((rest) => CODES.map((code) => [...rest, code]))

/** The groups under the minimum whose answers the two sittings give away together, and neither by itself. */
function givenAway(comers: Comers, codes: readonly number[], guesses: readonly (readonly number[])[]): number[] {
  const truth = sittings(comers, codes)
  const published = publish(comers, truth)
  const sizes = comers.flatMap(({ went, came }) => [went, came])
  const [fitsBoth, fitsOne] = [sizes.map(() => new Set<string>()), sizes.map(() => new Set<string>())]
  for (const guess of guesses) {
    const guessed = sittings(comers, guess)
    const { alone, again } = publish(comers, guessed)
    guessed.groups.forEach((group, g) => {
      // Who went stands in the first sitting alone, who came in the second.
      if (g % 2 === 0 ? alone === published.alone : again === published.again) fitsOne[g]?.add(group)
      if (alone === published.alone && again === published.again) fitsBoth[g]?.add(group)
    })
  }
  return sizes.flatMap((size, g) =>
    size > 0 && size < MINIMUM && fitsBoth[g]?.size === 1 && (fitsOne[g]?.size ?? 0) > 1 ? [g] : [],
  )
}

const ROOMS: Comers[] = [
  [{ stayed: 3, went: 0, came: 1 }],
  [{ stayed: 3, went: 1, came: 0 }],
  [
    { stayed: 2, went: 1, came: 1 },
    { stayed: 1, went: 0, came: 0 },
  ],
  [
    { stayed: 3, went: 0, came: 2 },
    { stayed: 2, went: 0, came: 0 },
  ],
  [{ stayed: 2, went: 1, came: 3 }],
  [
    { stayed: 2, went: 0, came: 1 },
    { stayed: 3, went: 0, came: 0 },
  ],
  [
    { stayed: 1, went: 1, came: 0 },
    { stayed: 3, went: 0, came: 1 },
  ],
  [
    { stayed: 1, went: 0, came: 0 },
    { stayed: 1, went: 0, came: 1 },
    { stayed: 3, went: 0, came: 0 },
  ],
  [
    { stayed: 2, went: 2, came: 0 },
    { stayed: 2, went: 0, came: 1 },
  ],
]

describe('who holds two sittings', () => {
  test.each(ROOMS.map((comers) => ({ comers })))(
    'can’t say what the few who came or went between them answered: $comers',
    ({ comers }) => {
      const people = comers.reduce((sum, { stayed, went, came }) => sum + stayed + went + came, 0)
      const guesses = all(people)
      fc.assert(
        fc.property(fc.array(fc.constantFrom(...CODES), { minLength: people, maxLength: people }), (codes) => {
          expect(givenAway(comers, codes, guesses)).toEqual([])
        }),
        { seed: 43, numRuns: 8 },
      )
    },
  )

  test('would learn it without the rule: the attack finds what it looks for', () => {
    const comers: Comers = [{ stayed: 3, went: 0, came: 1 }]
    const { first, second } = sittings(comers, [1, 2, 2, 1])
    const cells = cellsOf(first, [{ id: 'P0' }], MINIMUM)
    const left = (cellsOf(second, [{ id: 'P0' }], MINIMUM)[0]?.counts ?? []).map(
      (n, k) => n - (cells[0]?.counts?.[k] ?? 0),
    )
    expect(left).toEqual([1, 0])
    expect(publish(comers, { first, second }).silent).toEqual(['P0'])
  })
})

describe('a partner is told again', () => {
  const partner = (...codes: number[]) => count(codes)
  const at = (now: PartnerTally, then: PartnerTally, samePeople: string[] = []) => {
    const cells = cellsOf([then], [{ id: 'A' }], MINIMUM)
    const earlier = { partnerIds: ['A'], all: [then], cells, minimum: MINIMUM, samePeople: new Set(samePeople) }
    return silentAfter([earlier], { partnerIds: ['A'], all: [now], minimum: MINIMUM })
  }
  test('when its answers are what they were', () => expect(at(partner(1, 2, 2), partner(2, 1, 2))).toEqual([]))
  test('when so many came that nobody stands alone', () =>
    expect(at(partner(1, 2, 2, 1, 1, 1), partner(1, 2, 2))).toEqual([]))
  test('when one of the very same people changed their mind, for nobody can say which', () => {
    expect(at(partner(1, 1, 2), partner(1, 2, 2), ['A'])).toEqual([])
    expect(at(partner(1, 1, 2), partner(1, 2, 2))).toEqual(['A'])
  })
  test('when it was told nothing of before', () => expect(at(partner(1, 2, 2), partner(1))).toEqual([]))
})

test('a partner that grew is silent in the next round beside the one that stood in the total with it: what is left would be its own', () => {
  const five = (...points: number[]): PartnerTally => ({
    counts: [1, 2, 3, 4, 5].map((point) => points.filter((one) => one === point).length),
    n: points.length,
    unsure: 0,
    remit: 0,
  })
  const partners = ['A', 'X', 'Y'].map((id) => ({ id }))
  const beside = (own: PartnerTally): Tally => [own, five(5, 5, 5), five(2, 2, 2, 2)]
  const [first, second] = [beside(five(1, 1)), beside(five(4, 4, 4))]
  const cells = cellsOf(first, partners, MINIMUM)
  const partnerIds = partners.map(({ id }) => id)
  // X is known to be the same people, as it is by its seats in a round.
  const earlier = { partnerIds, all: first, cells, minimum: MINIMUM, samePeople: new Set(['X', 'Y']) }
  const silent = silentAfter([earlier], { partnerIds, all: second, minimum: MINIMUM })
  expect(silent).toEqual(['A', 'X'])
})
