import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inBatches } from './batches.ts'
import type { LongAnswer } from './matrix.ts'

/** Answers to one statement by partner; a person is their place. */
const round = (byPartner: Record<string, (number | null)[]>): LongAnswer[] =>
  Object.entries(byPartner).flatMap(([partner, given]) =>
    given.flatMap((answer, i) =>
      answer === null ? [] : [{ statement: 'S', partner, person: `${partner}${i}`, answer }],
    ),
  )
const told = (...rounds: Record<string, (number | null)[]>[]) => inBatches(rounds.map(round), 3)
const sorted = (answers: LongAnswer[]) => answers.map((one) => JSON.stringify(one)).sort()

describe('what stands in a report after several rounds', () => {
  test('the first round stands as it was given', () =>
    expect(sorted(told({ A: [1, 2, 3], B: [4] }))).toEqual(sorted(round({ A: [1, 2, 3], B: [4] }))))
  test('one person’s change of mind waits, for two reports would tell it', () =>
    expect(sorted(told({ A: [1, 2, 3] }, { A: [1, 2, 5] }))).toEqual(sorted(round({ A: [1, 2, 3] }))))
  test('one late answer waits as well', () =>
    expect(sorted(told({ A: [1, 2, 3] }, { A: [1, 2, 3, 5] }))).toEqual(sorted(round({ A: [1, 2, 3] }))))
  test('three changes since what was shown last count, over as many rounds as they take', () => {
    expect(sorted(told({ A: [1, 2, 3] }, { A: [5, 5, 5] }))).toEqual(sorted(round({ A: [5, 5, 5] })))
    const rounds = [{ A: [1, 2, 3] }, { A: [5, 2, 3] }, { A: [5, 5, 3] }, { A: [5, 5, 4] }]
    expect(sorted(told(...rounds.slice(0, 3)))).toEqual(sorted(round({ A: [1, 2, 3] })))
    expect(sorted(told(...rounds))).toEqual(sorted(round({ A: [5, 5, 4] })))
  })
  test('small partners wait for each other', () => {
    expect(sorted(told({ A: [1], B: [2, 2] }, { A: [5], B: [2, 3] }))).toEqual(sorted(round({ A: [1], B: [2, 2] })))
    expect(sorted(told({ A: [1], B: [2, 2] }, { A: [5], B: [4, 3] }))).toEqual(sorted(round({ A: [5], B: [4, 3] })))
  })

  test('between two reports no partner of three or more ever differs by fewer than three answers', () => {
    const aRound = fc.record({
      A: fc.array(fc.option(fc.integer({ min: 1, max: 5 })), { minLength: 5, maxLength: 5 }),
      B: fc.array(fc.option(fc.integer({ min: 1, max: 5 })), { minLength: 2, maxLength: 2 }),
    })
    fc.assert(
      fc.property(fc.array(aRound, { minLength: 2, maxLength: 5 }), (rounds) => {
        const reports = rounds.map((_, i) => told(...rounds.slice(0, i + 1)))
        for (const [i, now] of reports.entries()) {
          if (i === 0) continue
          const answers = (report: LongAnswer[]) =>
            new Map(report.filter(({ partner }) => partner === 'A').map(({ person, answer }) => [person, answer]))
          const [before, after] = [answers(reports[i - 1] as LongAnswer[]), answers(now)]
          const people = [...new Set([...before.keys(), ...after.keys()])]
          const differing = people.filter((person) => before.get(person) !== after.get(person)).length
          if (Math.max(before.size, after.size) >= 3) expect([0, 3, 4, 5]).toContain(differing)
        }
      }),
      { seed: 51, numRuns: 200 },
    )
  })
})
