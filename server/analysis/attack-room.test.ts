import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aMatrix } from './a-matrix.ts'
import { analyse, analyseStatement } from './analyse.ts'
import { type Matrix, UNSURE } from './matrix.ts'
import { perceptionTold } from './perception.ts'
import { roomChange } from './room-change.ts'
import { type PartnerTally, type Tally, tally } from './tally.ts'

/**
 * As attack.test.ts, for what is published beside the report and made of answers as well: what became of a statement between two
 * rounds, and how well people know what most partners would say. Lists, maps and pictures are made of the report alone, so they can
 * tell no more than it does.
 */
const MINIMUM = 3
const CODES = [1, 2, UNSURE] as const
const at = <T>(things: readonly T[], i: number): T => things[i] as T

/** Everything that so many people can have said. */
const all = (people: number): number[][] =>
  people === 0 ? [[]] : all(people - 1).flatMap((rest) => CODES.map((code) => [...rest, code]))

function aRound(sizes: readonly number[], codes: readonly number[]): Matrix {
  const partnerOf = sizes.flatMap((size, j) => new Array<number>(size).fill(j))
  const partners = sizes.map((_, j) => ({ id: `P${j}`, label: `P${j}` }))
  const people = partnerOf.map((_, i) => `${i}`)
  const statements = [{ id: 'S', text: 'S' }]
  return { scale: 2, voice: 'own', partners, statements, partnerOf, people, answers: [Int8Array.from(codes)] }
}

const sittingOf = (matrix: Matrix) => ({ matrix, report: analyse(matrix, { minimumCell: MINIMUM }) })
const ofPartner = (sizes: readonly number[], codes: readonly number[], j: number) => {
  const from = sizes.slice(0, j).reduce((sum, size) => sum + size, 0)
  return codes
    .slice(from, from + at(sizes, j))
    .sort()
    .join()
}
const answersOf = (people: number) => fc.array(fc.constantFrom(...CODES), { minLength: people, maxLength: people })

describe('who holds two rounds and what became of a statement between them', () => {
  test.each([{ sizes: [3, 1] }, { sizes: [1, 3, 1] }, { sizes: [2, 3] }])(
    'learns nothing of a hidden partner that the two rounds don’t tell by themselves: $sizes',
    ({ sizes }) => {
      const people = sizes.reduce((sum, size) => sum + size, 0)
      const hidden = sizes.flatMap((size, j) => (size < MINIMUM ? [j] : []))
      const places = sizes.flatMap((size) => new Array<boolean>(size).fill(size < MINIMUM))
      const open = places.filter(Boolean).length
      /** The same round, with these answers of the hidden partners. */
      const guess = (codes: readonly number[], said: readonly number[]) => {
        let next = 0
        return codes.map((code, i) => (at(places, i) ? at(said, next++) : code))
      }
      fc.assert(
        fc.property(answersOf(people), answersOf(people), (first, second) => {
          const [was, is] = [sittingOf(aRound(sizes, first)), sittingOf(aRound(sizes, second))]
          const change = JSON.stringify(roomChange(was, is))
          const report = (codes: readonly number[]) =>
            JSON.stringify(analyseStatement(aRound(sizes, codes), 0, { minimumCell: MINIMUM }))
          const fitting = (codes: readonly number[]) =>
            all(open)
              .map((said) => guess(codes, said))
              .filter((row) => report(row) === report(codes))
          const [alone, told] = [hidden.map(() => new Set<string>()), hidden.map(() => new Set<string>())]
          for (const before of fitting(first))
            for (const after of fitting(second)) {
              const fits =
                JSON.stringify(
                  roomChange({ ...was, matrix: aRound(sizes, before) }, { ...is, matrix: aRound(sizes, after) }),
                ) === change
              hidden.forEach((j, h) => {
                const both = `${ofPartner(sizes, before, j)} ${ofPartner(sizes, after, j)}`
                at(alone, h).add(both)
                if (fits) at(told, h).add(both)
              })
            }
          expect(told).toEqual(alone)
        }),
        { seed: 44, numRuns: 5 },
      )
    },
  )
})

describe('who holds how well people know what most partners would say', () => {
  const tallied = (sizes: readonly number[], codes: readonly number[]): Tally => tally(aRound(sizes, codes), 0)
  test.each([{ sizes: [1, 3] }, { sizes: [2, 3] }, { sizes: [1, 1, 3] }, { sizes: [2, 1, 3] }, { sizes: [1, 1, 1] }])(
    'can’t say what a hidden partner expects: $sizes',
    ({ sizes }) => {
      const people = sizes.reduce((sum, size) => sum + size, 0)
      const partners = sizes.map((_, j) => ({ id: `P${j}` }))
      const stands = Object.entries({ A: [5, 5, 4, 4], B: [5, 4, 4, 2], C: [1, 1, 2, 1] })
      const stances = tally(aMatrix({ S: Object.fromEntries(stands.slice(0, sizes.length)) }), 0)
      const published = (codes: readonly number[]) =>
        JSON.stringify(perceptionTold(stances, tallied(sizes, codes), partners, MINIMUM))
      const guesses = all(people)
      const told = guesses.map(published)
      fc.assert(
        fc.property(answersOf(people), (codes) => {
          const is = published(codes)
          const fitting = guesses.filter((_, g) => at(told, g) === is)
          sizes.forEach((size, j) => {
            if (size >= MINIMUM) return
            expect(new Set(fitting.map((row) => ofPartner(sizes, row, j))).size).toBeGreaterThan(1)
          })
        }),
        { seed: 45, numRuns: 40 },
      )
    },
  )

  test('a count of everybody would tell it: the attack finds what it looks for', () => {
    const everybody = tallied([1, 3], [2, 2, 2, 2])
    const of = everybody.reduce((sum, { n }: PartnerTally) => sum + n, 0)
    const stances = tally(aMatrix({ S: { A: [5, 5, 4], B: [5, 4, 4] } }), 0)
    const told = perceptionTold(stances, everybody, [{ id: 'P0' }, { id: 'P1' }], MINIMUM)
    expect(of).toBe(4)
    expect(told?.of ?? 0).not.toBe(4)
  })
})
