import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { analyse, analyseStatement } from './analyse.ts'
import { chanceFrom } from './chance.ts'
import { followAnswers } from './follow-answers.ts'
import { type LongAnswer, makeMatrix } from './matrix.ts'

const OPTIONS = { minimumCell: 3 }

function aWorkshop(seed: number, people = 20, statements = 6) {
  const chance = chanceFrom(seed)
  const partners = ['A', 'B', 'C', 'D', 'E'].map((id) => ({ id, label: id }))
  const asked = Array.from({ length: statements }, (_, s) => ({ id: `S${s}`, text: `S${s}` }))
  const answers = asked.flatMap(({ id }) =>
    Array.from({ length: people }, (_, i): LongAnswer => {
      const drawn = chance()
      const answer = drawn < 0.1 ? 'unsure' : 1 + Math.floor(chance() * 5)
      return { statement: id, partner: 'ABCDE'[i % 5] as string, person: `${i}`, answer }
    }),
  )
  return makeMatrix({ scale: 5, voice: 'own', partners, statements: asked, answers })
}

describe('answers that are followed one by one', () => {
  test('give the same bits as the whole analysis, after every answer', () => {
    const one = fc.record({ s: fc.nat(5), person: fc.nat(19), code: fc.integer({ min: -2, max: 5 }) })
    fc.assert(
      fc.property(fc.integer(), fc.array(one, { minLength: 1, maxLength: 6 }), (seed, given) => {
        const matrix = aWorkshop(seed)
        const followed = followAnswers(matrix, OPTIONS)
        const now = { ...matrix, answers: matrix.answers.map((row) => row.slice()) }
        for (const { s, person, code } of given) {
          const quick = followed.answer(s, person, code)
          ;(now.answers[s] as Int8Array)[person] = code
          const whole = analyseStatement(now, s, OPTIONS)
          expect(whole).toMatchObject({ ...quick })
          expect(followed.statement(s)).toEqual(whole)
        }
        expect(JSON.stringify(followed.report())).toBe(JSON.stringify(analyse(now, OPTIONS)))
      }),
      { seed: 47, numRuns: 6 },
    )
  })

  test('leave the answers that were handed in as they are', () => {
    const matrix = aWorkshop(1)
    const before = matrix.answers.map((row) => [...row])
    followAnswers(matrix, OPTIONS).answer(0, 0, 5)
    expect(matrix.answers.map((row) => [...row])).toEqual(before)
  })

  test('refuse what can’t be, and stay as they were', () => {
    const matrix = aWorkshop(2)
    const followed = followAnswers(matrix, OPTIONS)
    for (const [s, person, code] of [
      [9, 0, 1],
      [0, 99, 1],
      [0, 0, 6],
      [0, 0, 1.5],
      [0, 0, Number.NaN],
      [0, 0, -3],
    ] as const)
      expect(() => followed.answer(s, person, code)).toThrow(RangeError)
    expect(followed.report()).toEqual(analyse(matrix, OPTIONS))
  })
})
