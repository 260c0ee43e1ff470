import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DIRECTIONS, JUDGEMENTS, LOSS_STATES, VALUE_DIMENSIONS } from '#server/vocabulary/value.ts'
import { apart, byDimension, type Effect, inOrder, isDisputed } from './ledger.ts'

const anyEffect: fc.Arbitrary<Effect> = fc.record({
  direction: fc.constantFrom(...DIRECTIONS),
  dimension: fc.constantFrom(...VALUE_DIMENSIONS),
  judged: fc.array(fc.constantFrom(...JUDGEMENTS), { maxLength: 8 }),
  lossState: fc.option(fc.constantFrom(...LOSS_STATES)),
})
const holds = (law: (entries: Effect[]) => void) =>
  fc.assert(fc.property(fc.array(anyEffect, { maxLength: 20 }), law), { numRuns: 300 })

interface Scenario {
  name: string
  value: { text: string; judged: Record<string, -2 | -1 | 0 | 1 | 2> }[]
  expect_authority_activity: { disputed_value: string[] }
}
const scenarios = JSON.parse(readFileSync('db/demo/scenarios.json', 'utf8')) as Scenario[]

describe('disputed value', () => {
  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('of %s is as expected', (_, scenario) =>
    expect(scenario.value.filter(({ judged }) => isDisputed(Object.values(judged))).map(({ text }) => text)).toEqual(
      scenario.expect_authority_activity.disputed_value,
    ),
  )
  test('needs two sides: a 0 takes none, and one partner alone disputes nothing', () => {
    expect([[], [2], [-2], [-2, 0], [0, 2], [1, 2], [-1, 1]].map((judged) => isDisputed(judged as never))).toEqual([
      ...[false, false, false, false, false, false, true],
    ])
  })
  test('is the same in whatever order partners judge, and on the other side of the scale', () =>
    holds((entries) => {
      for (const { judged } of entries) {
        expect(isDisputed([...judged].reverse())).toBe(isDisputed(judged))
        expect(isDisputed(judged.map((one) => -one || 0) as never)).toBe(isDisputed(judged))
      }
    }))
})

describe('the order of the ledger', () => {
  test('puts what is disputed first, the furthest apart on top, and loses no entry', () =>
    holds((entries) => {
      const read = inOrder(entries)
      expect(new Set(read)).toEqual(new Set(entries))
      const disputed = entries.filter(({ judged }) => isDisputed(judged))
      expect(read.slice(0, disputed.length).every(({ judged }) => isDisputed(judged))).toBe(true)
      const gaps = read.slice(0, disputed.length).map(({ judged }) => apart(judged))
      expect(gaps).toEqual([...gaps].sort((a, b) => b - a))
    }))
  test('puts a loss that nobody deals with before one that somebody does, and before what was created', () => {
    const entry = (direction: Effect['direction'], lossState: Effect['lossState']): Effect => ({
      ...{ direction, lossState, dimension: 'cost', judged: [] },
    })
    const [made, taken, open] = [
      entry('created', null),
      entry('destroyed', 'being_dealt_with'),
      entry('at_risk', 'open'),
    ]
    expect(inOrder([made, taken, open])).toEqual([open, taken, made])
  })
})

describe('the counts', () => {
  test('tell every dimension, and lose no entry', () =>
    holds((entries) => {
      const rows = byDimension(entries)
      expect(rows.map(({ dimension }) => dimension)).toEqual([...VALUE_DIMENSIONS])
      const sum = rows.flatMap((row) => DIRECTIONS.map((direction) => row[direction])).reduce((a, b) => a + b, 0)
      expect(sum).toBe(entries.length)
    }))
  test('never net: what is destroyed changes no count of what is created', () =>
    holds((entries) => {
      const made = (some: Effect[]) => byDimension(some).map(({ created }) => created)
      expect(made(entries)).toEqual(made(entries.filter(({ direction }) => direction === 'created')))
    }))
})
