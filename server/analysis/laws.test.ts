import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aMatrix } from './a-matrix.ts'
import { analyseStatement } from './analyse.ts'
import { chanceFrom } from './chance.ts'
import { makeMatrix } from './matrix.ts'
import { suppressCells } from './suppression.ts'

const anAnswer = fc.constantFrom<number | string | null>(1, 2, 3, 4, 5, 'U', 'R', null)
const someAnswers = fc.dictionary(
  fc.constantFrom('A', 'B', 'C', 'D', 'E'),
  fc.array(anAnswer, { minLength: 1, maxLength: 6 }),
  { minKeys: 1 },
)
const figures = (answers: Record<string, (number | string | null)[]>) =>
  analyseStatement(aMatrix({ S: answers }), 0, { minimumCell: 1 })

describe('laws of the figures, for any answers', () => {
  test('the order of people and of partners changes nothing', () => {
    fc.assert(
      fc.property(someAnswers, (answers) => {
        const turned = Object.fromEntries(
          Object.entries(answers)
            .reverse()
            .map(([partner, given]) => [partner, [...given].reverse()]),
        )
        const [a, b] = [figures(answers), figures(turned)]
        for (const name of ['position', 'unsure', 'dispersion', 'within', 'between', 'agreement'] as const)
          expect(b[name] ?? 0).toBeCloseTo(a[name] ?? 0, 10)
        expect(b.kind).toBe(a.kind)
      }),
      { seed: 7, numRuns: 150 },
    )
  })

  test('turning the scale around turns the position and leaves every distance', () => {
    fc.assert(
      fc.property(someAnswers, (answers) => {
        const turned = Object.fromEntries(
          Object.entries(answers).map(([partner, given]) => [
            partner,
            given.map((answer) => (typeof answer === 'number' ? 6 - answer : answer)),
          ]),
        )
        const [a, b] = [figures(answers), figures(turned)]
        expect(b.position ?? 0).toBeCloseTo(-(a.position ?? 0), 10)
        for (const name of ['unsure', 'dispersion', 'within', 'between', 'agreement'] as const)
          expect(b[name] ?? 0).toBeCloseTo(a[name] ?? 0, 10)
      }),
      { seed: 8, numRuns: 150 },
    )
  })

  test('dispersion is within and between together, and no figure is ever not a number', () => {
    fc.assert(
      fc.property(someAnswers, (answers) => {
        const found = figures(answers)
        if (found.between !== null)
          expect((found.within as number) + found.between).toBeCloseTo(found.dispersion as number, 10)
        expect(JSON.stringify(found)).not.toMatch(/NaN|Infinity/)
        for (const value of Object.values(found)) expect(Number.isNaN(value)).toBe(false)
      }),
      { seed: 9, numRuns: 150 },
    )
  })

  test('a partner with many people weighs the same as one with few', () => {
    const few = figures({ A: [5, 5], B: [1, 1], C: [3, 3] })
    const many = figures({ A: [5, 5, 5, 5, 5, 5], B: [1, 1], C: [3, 3] })
    expect(many.position).toBeCloseTo(few.position as number, 12)
  })

  test('one voice a partner in an own-views workshop is counted by partners, for people can’t be told from them', () => {
    const found = figures({ A: [5], B: [5], C: [1], D: [2], E: [4] })
    expect(found).toMatchObject({ kindBy: 'partners', kind: 'split', within: null, between: null, interval: null })
  })

  test('an answer outside the scale is named', () => {
    const given = {
      scale: 5,
      voice: 'own' as const,
      partners: [{ id: 'a', label: 'A' }],
      statements: [{ id: 's', text: 's' }],
    }
    expect(() => makeMatrix({ ...given, answers: [{ statement: 's', partner: 'a', person: 'p', answer: 9 }] })).toThrow(
      'answer 9 is outside 1..5',
    )
  })
})

describe('small groups stay hidden', () => {
  test('no cell under the minimum is shown, and what is hidden together is never under it', () => {
    const someSizes = fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(someSizes, fc.integer({ min: 2, max: 6 }), (sizes, minimum) => {
        const hidden = suppressCells(
          sizes.map((n) => ({ counts: [n, 0], n, unsure: 0, remit: 0 })),
          sizes.map((_, j) => ({ id: `${j}` })),
          minimum,
        )
        const hiddenPeople = sizes.reduce((sum, size, j) => sum + (hidden[j] ? size : 0), 0)
        sizes.forEach((size, j) => expect(size > 0 && size < minimum && hidden[j] === null).toBe(false))
        const everybody = sizes.reduce((sum, size) => sum + size, 0)
        expect(hiddenPeople === 0 || hiddenPeople >= minimum || hiddenPeople === everybody).toBe(true)
      }),
      { seed: 10 },
    )
  })

  test('a partner whose people all said the same is shown as a side, without the words they chose', () => {
    const [cell] = analyseStatement(aMatrix({ S: { A: [5, 5, 5], B: [1, 2, 4], C: [3, 4, 2] } }), 0, {
      minimumCell: 3,
    }).cells
    expect(cell).toMatchObject({ side: 'for', unanimous: true, counts: null, stance: null })
  })

  test('a hidden partner’s figures are nowhere in its cell', () => {
    const [, cell] = analyseStatement(aMatrix({ S: { A: [5, 4, 5, 2], B: [1], C: [3, 4, 2] } }), 0, {
      minimumCell: 3,
    }).cells
    expect(cell).toEqual({
      partnerId: 'B',
      side: null,
      stance: null,
      n: null,
      unsure: null,
      counts: null,
      unanimous: false,
      suppressed: 'too-few',
    })
  })
})

describe('at workshop sizes', () => {
  const draw = (seed: number, shares: (partner: number) => number[], partners = 12, people = 2) => {
    const chance = chanceFrom(seed)
    const pick = (weights: number[]) => {
      let at = chance()
      for (const [k, weight] of weights.entries()) {
        at -= weight
        if (at < 0) return k + 1
      }
      return weights.length
    }
    return Object.fromEntries(
      Array.from({ length: partners }, (_, j) => [`P${j}`, Array.from({ length: people }, () => pick(shares(j)))]),
    )
  }

  test('the between part is right on average where the plain formula finds disagreement that isn’t there', () => {
    const flat = [0.2, 0.2, 0.2, 0.2, 0.2]
    const found = Array.from({ length: 200 }, (_, seed) => figures(draw(seed + 1, () => flat)))
    const mean = found.reduce((sum, { between }) => sum + (between as number), 0) / found.length
    expect(Math.abs(mean)).toBeLessThan(0.02)
  })

  test('the 90 % interval of the between part holds the truth at least 85 times in 100', () => {
    const camp = (j: number) => (j % 2 === 0 ? [0.05, 0.1, 0.15, 0.3, 0.4] : [0.4, 0.3, 0.15, 0.1, 0.05])
    const truth =
      0.5 ** 2 *
      (4 / 4) *
      [0, 1, 2, 3].reduce(
        (sum, c) =>
          sum +
          (camp(0)
            .slice(0, c + 1)
            .reduce((a, b) => a + b) -
            camp(1)
              .slice(0, c + 1)
              .reduce((a, b) => a + b)) **
            2,
        0,
      )
    const held = Array.from({ length: 200 }, (_, seed) => figures(draw(seed + 1, camp, 12, 3))).filter(
      ({ interval }) => (interval?.[0] ?? 9) <= truth && truth <= (interval?.[1] ?? -9),
    )
    expect(held.length).toBeGreaterThanOrEqual(170)
  })
})
