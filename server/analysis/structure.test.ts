import { describe, expect, test } from 'vitest'
import { aMatrix } from './a-matrix.ts'
import { chanceFrom } from './chance.ts'
import { respondents } from './respondents.ts'
import { structureTest } from './structure.ts'

/** People of four partners; the first `structured` statements follow one hidden leaning of each person, the rest are noise. */
const aNetwork = (seed: number, { people = 20, statements = 12, structured = 5, missing = 0.2 } = {}) => {
  const chance = chanceFrom(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance())
  const leaning = Array.from({ length: people }, normal)
  const point = (value: number) => Math.max(1, Math.min(5, Math.round(3 + value)))
  const answers = Array.from({ length: statements }, (_, s) =>
    leaning.map((lean) =>
      chance() < missing ? null : point((s < structured ? 1.4 * lean : 0) + (s < structured ? 0.6 : 1.5) * normal()),
    ),
  )
  const byPartner = (row: (number | null)[]) =>
    Object.fromEntries([0, 1, 2, 3].map((j) => [`P${j}`, row.filter((_, i) => i % 4 === j)]))
  return respondents(aMatrix(Object.fromEntries(answers.map((row, s) => [`S${s}`, byPartner(row)]))))
}
const flagged = (of: (seed: number) => string, rounds = 60) =>
  Array.from({ length: rounds }, (_, i) => of(i + 1)).filter((is) => is === 'cross-cutting').length / rounds

describe('dispute or noise', () => {
  test('a dispute that runs through several statements is found at workshop size', () => {
    expect(flagged((seed) => structureTest(aNetwork(seed))(0).is)).toBeGreaterThan(0.9)
  })
  test('noise beside such a dispute is not called one', () => {
    expect(flagged((seed) => structureTest(aNetwork(seed))(11).is, 120)).toBeLessThan(0.1)
  })
  test('pure noise is not called one', () => {
    expect(flagged((seed) => structureTest(aNetwork(seed, { structured: 0 }))(3).is, 120)).toBeLessThan(0.1)
  })
  test.each([
    ['nine statements', { statements: 9 }],
    ['eleven people', { people: 11 }],
  ])('%s are too few to tell', (_, size) => {
    expect(structureTest(aNetwork(1, size))(0)).toEqual({ is: 'cannot-tell', score: null, pValue: null })
  })
  test('a statement all answered alike, and nobody at all, can’t be told', () => {
    const network = aNetwork(1, { missing: 0 })
    for (let i = network.columns.indexOf(0); i < network.points.length; i += network.statements) network.points[i] = 3
    expect(structureTest(network)(0).is).toBe('cannot-tell')
    expect(structureTest(respondents(aMatrix({ S: { A: [null] } })))(0).is).toBe('cannot-tell')
  })
  test('turning the scale round changes nothing, and the same answers give the same bits', () => {
    const network = aNetwork(7)
    const turned = { ...network, points: network.points.map((point) => (point === 0 ? 0 : 6 - point)) }
    expect(structureTest(network)(2)).toEqual(structureTest(network)(2))
    expect(structureTest(turned)(2).score).toBeCloseTo(structureTest(network)(2).score as number, 12)
  })
})
