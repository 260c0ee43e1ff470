import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ACTIVITY_KINDS, ACTIVITY_STATES, MOST_GAPS, WAYS } from '#server/vocabulary/activity.ts'
import { CORNERS } from '#server/vocabulary/corner.ts'
import { type Day, daysAfter } from '#server/vocabulary/day.ts'
import { blindCorners } from './blind-corners.ts'
import { byCorner, byQuarter, quarterOf, shareByChance } from './by-chance.ts'
import { countOf, type Deed, done } from './deed.ts'
import { kindsAndCorners } from './kinds-and-corners.ts'
import { loadOnFew } from './load.ts'
import { type Gap, proposeGaps } from './propose-gaps.ts'

const TODAY = '2026-03-01' as Day
const aDeed = (deed: Partial<Deed> = {}): Deed => ({
  ...{ kind: 'convening', corners: ['value'], way: 'planned', state: 'done', onDay: TODAY, owner: 'Amira' },
  ...deed,
})
const anyDeed: fc.Arbitrary<Deed> = fc
  .record({
    kind: fc.constantFrom(...ACTIVITY_KINDS),
    corners: fc.subarray([...CORNERS], { minLength: 1 }),
    way: fc.constantFrom(...WAYS),
    state: fc.constantFrom(...ACTIVITY_STATES),
    day: fc.integer({ min: -400, max: 60 }).map((days) => daysAfter(TODAY, days)),
    owner: fc.option(fc.constantFrom('a', 'b', 'c', 'd')),
  })
  .map(({ day, ...deed }) => ({ ...deed, onDay: day }))
const anyDeeds = fc.array(anyDeed, { maxLength: 30 })
const holds = (law: (deeds: Deed[]) => void) => fc.assert(fc.property(anyDeeds, law), { numRuns: 300 })

describe('the share left to chance', () => {
  test('is what came about by chance, of all that was done', () =>
    expect(shareByChance({ planned: 4, chance: 2 })).toBeCloseTo(0.333, 3))
  test('has no answer where nothing was done', () => expect(shareByChance(countOf(done([])))).toBeUndefined())
  test('lies between 0 and 1, and plans and what was called off change nothing', () =>
    holds((deeds) => {
      const share = shareByChance(countOf(done(deeds)))
      expect(share).toEqual(shareByChance(countOf(deeds.filter(({ state }) => state === 'done'))))
      if (share !== undefined) expect(share >= 0 && share <= 1).toBe(true)
    }))
  test('is told for every quarter in which something was done, the latest first, and no activity is lost between them', () =>
    holds((deeds) => {
      const quarters = byQuarter(deeds)
      const counted = quarters.reduce((sum, { all }) => sum + all.planned + all.chance, 0)
      expect(counted).toBe(done(deeds).length)
      const order = quarters.map(({ year, quarter }) => year * 4 + quarter)
      expect(order).toEqual([...new Set(order)].sort((a, b) => b - a))
    }))
  test('a quarter ends with its last day', () => {
    expect(quarterOf('2026-03-31' as Day)).toEqual({ year: 2026, quarter: 1 })
    expect(quarterOf('2026-04-01' as Day)).toEqual({ year: 2026, quarter: 2 })
    expect(quarterOf('2026-12-31' as Day)).toEqual({ year: 2026, quarter: 4 })
  })
})

describe('kinds and corners', () => {
  test('an activity at two corners counts at both, and once in all', () => {
    const rows = kindsAndCorners([aDeed({ corners: ['value', 'capacity'] }), aDeed({ way: 'chance' })])
    expect(rows).toHaveLength(9)
    expect(rows.find(({ kind }) => kind === 'convening')).toEqual({
      kind: 'convening',
      all: { planned: 1, chance: 1 },
      corners: {
        value: { planned: 1, chance: 1 },
        authorising: { planned: 0, chance: 0 },
        capacity: { planned: 1, chance: 0 },
      },
    })
  })
  test('the rows add up to what stands at each corner', () =>
    holds((deeds) => {
      for (const corner of CORNERS)
        for (const way of WAYS)
          expect(kindsAndCorners(deeds).reduce((sum, { corners }) => sum + corners[corner][way], 0)).toBe(
            byCorner(deeds)[corner][way],
          )
    }))
})

describe('a blind corner', () => {
  const corners = (deeds: Deed[]) => blindCorners(deeds, TODAY).map(({ corner }) => corner)
  test('is one for which nothing was done on purpose for 60 days', () => {
    const at = (days: number) => corners([aDeed({ onDay: daysAfter(TODAY, -days) })]).includes('value')
    expect([at(0), at(59), at(60), at(61)]).toEqual([false, false, true, true])
  })
  test('stays blind for what came about by chance, and for a plan until it is done', () => {
    const next = daysAfter(TODAY, 5)
    const deeds = [aDeed({ way: 'chance' }), aDeed({ state: 'ahead', onDay: next }), aDeed({ state: 'dropped' })]
    expect(blindCorners(deeds, TODAY).find(({ corner }) => corner === 'value')).toEqual({
      ...{ corner: 'value', last: null, next },
    })
  })
  test('are all three before anything was done', () => expect(corners([])).toEqual([...CORNERS]))
  test('another purposeful activity never makes one more', () =>
    fc.assert(
      fc.property(anyDeeds, anyDeed, (deeds, one) => {
        const more = corners([...deeds, one])
        expect(more.every((corner) => corners(deeds).includes(corner))).toBe(true)
      }),
      { numRuns: 300 },
    ))
})

describe('the load on few people', () => {
  test('is the share that the two busiest kept up', () => {
    const deeds = ['a', 'a', 'a', 'b', 'b', 'c'].map((owner) => aDeed({ owner }))
    expect(loadOnFew(deeds, 2)).toBeCloseTo(5 / 6)
  })
  test('has no answer with two people or fewer, for it would always be all', () =>
    expect(loadOnFew([aDeed({ owner: 'a' }), aDeed({ owner: 'b' })], 2)).toBeUndefined())
  test('is never less than an even share', () =>
    holds((deeds) => {
      const load = loadOnFew(deeds, 2)
      const people = new Set(done(deeds).flatMap(({ owner }) => owner ?? [])).size
      if (load !== undefined) expect(load).toBeGreaterThanOrEqual(2 / people - 1e-9)
    }))
})

describe('the gaps proposed', () => {
  const gap = (kind: Gap['kind'], id: string): Gap => ({ kind, id, label: id, corner: null })
  const split = ['s1', 's2', 's3', 's4'].map((id) => gap('statement', id))
  const fragile = ['a1'].map((id) => gap('authoriser', id))
  const unanswered = ['t1', 't2'].map((id) => gap('thread', id))
  const ids = (gaps: Gap[]) => gaps.map(({ id }) => id)

  test('are at most three, and the worries take turns', () => {
    expect(ids(proposeGaps({ split, fragile, unanswered }, []))).toEqual(['s1', 'a1', 't1'])
    expect(ids(proposeGaps({ split, fragile: [], unanswered: [] }, []))).toEqual(['s1', 's2', 's3'])
    expect(proposeGaps({ split: [], fragile: [], unanswered: [] }, [])).toEqual([])
  })
  test('an activity on one removes it, and the next moves up', () =>
    expect(ids(proposeGaps({ split, fragile, unanswered }, [{ kind: 'authoriser', id: 'a1' }]))).toEqual([
      ...['s1', 't1', 's2'],
    ]))
  test('the same id of another kind removes nothing', () =>
    expect(ids(proposeGaps({ split, fragile: [], unanswered: [] }, [{ kind: 'thread', id: 's1' }]))).toContain('s1'))
  test('whatever the worries, each is one of them, none twice, and none aimed at', () => {
    const some = (kind: Gap['kind']) =>
      fc.uniqueArray(fc.constantFrom('1', '2', '3', '4', '5')).map((made) => made.map((id) => gap(kind, id)))
    const aims = fc.array(
      fc.record({
        kind: fc.constantFrom('statement' as const, 'authoriser' as const, 'thread' as const),
        id: fc.constantFrom('1', '2', '3', '4', '5'),
      }),
    )
    fc.assert(
      fc.property(some('statement'), some('authoriser'), some('thread'), aims, (a, b, c, aimedAt) => {
        const gaps = proposeGaps({ split: a, fragile: b, unanswered: c }, aimedAt)
        const open = [...a, ...b, ...c].filter(
          (one) => !aimedAt.some(({ kind, id }) => kind === one.kind && id === one.id),
        )
        expect(gaps).toHaveLength(Math.min(MOST_GAPS, open.length))
        expect(new Set(gaps).size).toBe(gaps.length)
        expect(gaps.every((one) => open.includes(one))).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
