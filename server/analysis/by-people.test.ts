import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aMatrix } from './a-matrix.ts'
import { analyseStatement } from './analyse.ts'
import { disperseByPeople, kindByPeople } from './by-people.ts'
import { disperse } from './dispersion.ts'
import { followAnswers } from './follow-answers.ts'
import { tally } from './tally.ts'

const one = (answers: Record<string, (number | string)[]>, peopleEqual = false) =>
  analyseStatement(aMatrix({ s: answers }), 0, { minimumCell: 1, peopleEqual })
const repeat = <T>(value: T, times: number): T[] => new Array<T>(times).fill(value)
// One large partner stands against, three small ones for.
const LARGE_AGAINST = { Council: [...repeat(1, 8), ...repeat(2, 8)], A: [5, 4], B: [4, 5], C: [5, 5] }

describe('counting people instead of partners', () => {
  test('counts people in the position and in what is said of it alike', () => {
    const two = { Council: [...repeat(2, 10), ...repeat(1, 30)], A: [4, 3], B: [3, 4], C: [4, 4] }
    expect(one(two)).toMatchObject({ dependsOnCounting: true })
    const people = one(two, true)
    expect(people.position).toBeLessThan(-0.3)
    expect(['aligned-against', 'same-side', 'conflict']).toContain(people.kind)
    expect(people.kind).toBe(kindByPeople(tally(aMatrix({ s: two }), 0), tally(aMatrix({ s: two }), 0)))
    expect(people).toMatchObject({ interval: null, intervals: null, kindProbability: null, orKind: null, pValue: null })
    expect(people.dispersion).toBeCloseTo((people.within as number) + (people.between as number), 12)
  })

  test('says that it depends on counting where the kind would be another, and not where it would be the same', () => {
    // One of 25 people is no camp of 15 in 100; one of four partners is.
    const few = { Council: repeat(5, 20).map((at, i) => at - (i % 2)), A: [1] }
    expect(one({ ...few, B: [5, 4], C: [4, 5] })).toMatchObject({ kind: 'conflict', dependsOnCounting: true })
    expect(one(LARGE_AGAINST)).toMatchObject({ kind: 'conflict', dependsOnCounting: false })
    expect(one({ A: [5, 4, 5], B: [4, 5, 4], C: [5, 5, 4] })).toMatchObject({
      kind: 'aligned-for',
      dependsOnCounting: false,
    })
  })

  test('says nothing of it where too few answered', () => expect(one({ A: [5, 5] }).dependsOnCounting).toBeNull())

  test('is the same as counting partners where these are of one size', () => {
    const partner = (size: number) => fc.array(fc.integer({ min: 1, max: 5 }), { minLength: size, maxLength: size })
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 5 }).chain((size) => fc.array(partner(size), { minLength: 2, maxLength: 5 })),
        (answers) => {
          const all = tally(aMatrix({ s: Object.fromEntries(answers.map((own, j) => [`P${j}`, own])) }), 0)
          const [people, partners] = [disperseByPeople(all), disperse(all)]
          for (const name of ['dispersion', 'within', 'between'] as const)
            expect(people[name]).toBeCloseTo(partners[name] as number, 12)
        },
      ),
      { seed: 4, numRuns: 100 },
    )
  })

  test('has the mean distance between two colleagues as what lies within, weighed by people', () => {
    // Two at opposite ends are 2 apart (unbiased), four of one mind 0: (2·2 + 4·0) / 6.
    expect(disperseByPeople(tally(aMatrix({ s: { A: [1, 5], B: [3, 3, 3, 3] } }), 0)).within).toBeCloseTo(2 / 3, 12)
  })

  test('has the same figures when answers are followed one by one', () => {
    const matrix = aMatrix({ s: LARGE_AGAINST })
    const followed = followAnswers(matrix, { minimumCell: 1, peopleEqual: true })
    const quick = followed.answer(0, 0, 5)
    expect(followed.statement(0)).toMatchObject(quick)
  })
})
