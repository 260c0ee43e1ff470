import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPlacement } from './card.ts'
import { between } from './position.ts'

test('a row in which things are put at any number stays in the order they were put', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1_000), { maxLength: 150 }), (places) => {
      const row: string[] = []
      for (const place of places) {
        const at = place % (row.length + 1)
        row.splice(at, 0, between(row[at - 1], row[at]))
      }
      expect([...row].sort()).toEqual(row)
      expect(new Set(row).size).toBe(row.length)
    }),
    { seed: 71, numRuns: 300 },
  )
})

test('putting one before the other, or after, two hundred times keeps the texts short', () => {
  let [first, last] = [between(undefined, undefined), between(undefined, undefined)]
  for (let i = 0; i < 200; i += 1) {
    const [before, after] = [between(undefined, first), between(last, undefined)]
    expect(before < first && after > last).toBe(true)
    first = before
    last = after
  }
  expect(Math.max(first.length, last.length)).toBeLessThan(60)
})

test('whatever stands at the ends, a text comes back that a card may carry', () => {
  const odd = fc.option(fc.string({ maxLength: 250 }), { nil: undefined })
  fc.assert(
    fc.property(odd, odd, (before, after) => {
      const pos = between(before, after)
      expect(readPlacement({ place: 'value', group: null, pos })?.pos).toBe(pos)
    }),
    { seed: 72, numRuns: 500 },
  )
})
