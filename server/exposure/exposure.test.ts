import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BASES } from '#server/vocabulary/backing.ts'
import { type Day, daysAfter } from '#server/vocabulary/day.ts'
import { exposure, goneBy } from './exposure.ts'
import { fall, hangingOnEach } from './fall.ts'
import type { Backer, Ties } from './ties.ts'

const TODAY = '2026-03-01' as Day

/** Counts the plain way: look at everything again until nobody else goes. */
function byHand({ backers, things }: Ties, going: readonly string[]) {
  const known = backers.map(({ id }) => id)
  const coverOf = (id: string) =>
    known.filter((one) => one !== id && things.some((thing) => thing.id === id && thing.backers.includes(one)))
  const gone = new Set(going.filter((id) => known.includes(id)))
  for (let before = -1; before !== gone.size; ) {
    before = gone.size
    for (const id of known) {
      const cover = coverOf(id)
      if (cover.length > 0 && cover.every((one) => gone.has(one))) gone.add(id)
    }
  }
  const state = (id: string) => {
    const cover = coverOf(id)
    const lost = cover.filter((one) => gone.has(one))
    if (cover.length === 0) return 'bare'
    return lost.length === 0 ? 'holding' : lost.length === cover.length ? 'left' : 'weakened'
  }
  const ids = [...new Set(things.map(({ id }) => id))]
  return { gone: known.filter((id) => gone.has(id)), states: Object.fromEntries(ids.map((id) => [id, state(id)])) }
}

const statesOf = ({ left, weakened, holding, bare }: ReturnType<typeof fall>) =>
  Object.fromEntries([
    ...left.map(({ id }) => [id, 'left']),
    ...weakened.map(({ id }) => [id, 'weakened']),
    ...holding.map(({ id }) => [id, 'holding']),
    ...bare.map((id) => [id, 'bare']),
  ])

const aNetwork = fc.integer({ min: 0, max: 7 }).chain((count) => {
  const ids = Array.from({ length: count }, (_, i) => `a${i}`)
  const backer = (id: string) =>
    fc.record({
      id: fc.constant(id),
      basis: fc.constantFrom(...BASES),
      endsOn: fc.option(fc.integer({ min: -50, max: 500 }).map((days) => daysAfter(TODAY, days))),
    })
  // Authorisers hang on authorisers too, in circles and on themselves; some dependencies are said twice, some name nobody.
  const thing = fc.record({
    id: fc.constantFrom('t0', 't1', 't2', 't3', 't4', ...ids),
    backers: fc.array(fc.constantFrom('nobody', ...ids), { maxLength: 5 }),
  })
  return fc.record({ backers: fc.tuple(...ids.map(backer)), things: fc.array(thing, { maxLength: 12 }) })
})

/** Every set of authorisers that could go. */
const everySet = ({ backers }: { backers: readonly Backer[] }) =>
  Array.from({ length: 2 ** backers.length }, (_, bits) =>
    backers.filter((_, i) => bits & (1 << i)).map(({ id }) => id),
  )

describe('what if they go', () => {
  test('tells the same as counting by hand, for every set of authorisers of any network', () => {
    fc.assert(
      fc.property(aNetwork, (ties) => {
        for (const going of everySet(ties)) {
          const [fast, slow] = [fall(ties, going), byHand(ties, going)]
          expect(statesOf(fast)).toEqual(slow.states)
          expect(fast.gone).toEqual(slow.gone)
        }
      }),
      { numRuns: 150, seed: 20260301 },
    )
  })
  test('says for each thing whom it loses and who still covers it', () => {
    fc.assert(
      fc.property(aNetwork, (ties) => {
        for (const going of everySet(ties).slice(0, 16)) {
          const { gone, left, weakened, holding } = fall(ties, going)
          for (const { lost } of [...left, ...weakened]) expect(lost.every((id) => gone.includes(id))).toBe(true)
          for (const { by } of [...holding, ...weakened]) expect(by.some((id) => gone.includes(id))).toBe(false)
        }
      }),
      { seed: 7 },
    )
  })
  test('more going never leaves less without cover', () => {
    fc.assert(
      fc.property(aNetwork, (ties) => {
        const sets = everySet(ties)
        const left = (going: string[]) => new Set(fall(ties, going).left.map(({ id }) => id))
        for (const going of sets.slice(0, 12))
          for (const { id } of ties.backers) {
            const more = left([...going, id])
            for (const thing of left(going)) expect(more.has(thing)).toBe(true)
          }
      }),
      { numRuns: 50, seed: 11 },
    )
  })
  test('counts what hangs on each as if each went alone', () => {
    fc.assert(
      fc.property(aNetwork, (ties) => {
        const counted = Object.fromEntries(hangingOnEach(ties))
        expect(counted).toEqual(Object.fromEntries(ties.backers.map(({ id }) => [id, fall(ties, [id]).left.length])))
      }),
      { seed: 13 },
    )
  })
  test('two authorisers that hang on each other stay as long as neither goes', () => {
    const ties: Ties = {
      backers: ['a', 'b'].map((id) => ({ id, basis: 'personal', endsOn: null })),
      things: [
        { id: 'a', backers: ['b'] },
        { id: 'b', backers: ['a'] },
        { id: 't', backers: ['a'] },
      ],
    }
    expect(fall(ties, []).left).toEqual([])
    expect(fall(ties, ['b']).gone).toEqual(['a', 'b'])
    expect(fall(ties, ['b']).left.map(({ id }) => id)).toContain('t')
  })
})

interface Scenario {
  name: string
  statements: { id: string }[]
  authorisers: { label: string; basis: Backer['basis']; term_ends_in_days: number | null; depends: string[] }[]
  expect_authority_activity: {
    statements_with_authoriser: number
    weakened_180: string[]
    exposed_180: string[]
    exposed_365: string[]
  }
}
const scenarios = JSON.parse(readFileSync('db/demo/scenarios.json', 'utf8')) as Scenario[]
const tiesOf = ({ authorisers, statements }: Scenario): Ties => ({
  backers: authorisers.map(({ label, basis, term_ends_in_days: days }) => ({
    id: label,
    basis,
    endsOn: days === null ? null : daysAfter(TODAY, days),
  })),
  things: statements.map(({ id }) => ({
    id,
    backers: authorisers.filter(({ depends }) => depends.includes(id)).map(({ label }) => label),
  })),
})

describe('the demo networks', () => {
  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
    '%s is exposed as expected',
    (_, scenario) => {
      const wanted = scenario.expect_authority_activity
      const ties = tiesOf(scenario)
      const [, half, year] = exposure(ties, TODAY, [90, 180, 365]).map(({ fall }) => fall)
      const ids = (things?: readonly { id: string }[]) => (things ?? []).map(({ id }) => id).sort()
      expect(ids(half?.left)).toEqual(wanted.exposed_180)
      expect(ids(year?.left)).toEqual(wanted.exposed_365)
      expect(ids([...(half?.left ?? []), ...(half?.weakened ?? [])])).toEqual(wanted.weakened_180)
      expect(ties.things.length - (half?.bare.length ?? 0)).toBe(wanted.statements_with_authoriser)
    },
  )
  test('a paper is counted on the day it runs out only when asked for', () => {
    const { backers } = tiesOf(scenarios[2] as Scenario)
    const by = daysAfter(TODAY, 180)
    const agreement = backers.find(({ id }) => id.startsWith('Funding'))?.id
    expect(goneBy(backers, by)).not.toContain(agreement)
    expect(goneBy(backers, by, true)).toContain(agreement)
    expect(goneBy(backers, daysAfter(TODAY, 179), true)).not.toContain(agreement)
  })
})
