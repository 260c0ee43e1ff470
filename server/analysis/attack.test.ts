import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { polisFigures } from '#server/report/polis-figures.ts'
import { analyse, analyseStatement } from './analyse.ts'
import { sizeOf } from './basis.ts'
import { cellsOf } from './cells.ts'
import { chanceFrom } from './chance.ts'
import { type Matrix, REMIT, UNSURE } from './matrix.ts'
import type { Cell, StatementReport } from './report.ts'
import { shuffle } from './shuffle.ts'
import { tally } from './tally.ts'
import { told } from './told.ts'

/**
 * Whoever attacks holds every published figure, counted both ways, knows who took part and how many of each partner answered
 * each statement, and has this program. They try all answers that could stand behind the figures, and know an answer once all
 * that fit agree on it.
 */
const MINIMUM = 3
const both = (matrix: Matrix, statement: number) =>
  [false, true].map((peopleEqual) => analyseStatement(matrix, statement, { minimumCell: MINIMUM, peopleEqual }))
const protectedCells = ({ cells }: StatementReport, matrix: Matrix, s: number) =>
  cells.flatMap((cell: Cell, j) => {
    const alone =
      cell.unanimous && cell.counts === null && (cell.side === 'for' || cell.side === 'against') && matrix.scale > 3
    const hidden = cell.suppressed !== null && sizeOf(at(tally(matrix, s), j)) > 0
    return hidden || alone ? [j] : []
  })
const at = <T>(things: readonly T[], i: number): T => things[i] as T

/** A workshop of partners of the given sizes: `answers` holds a code a person and statement. */
function aWorkshop(scale: number, sizes: readonly number[], answers: readonly (readonly number[])[]): Matrix {
  const partners = sizes.map((_, j) => ({ id: `P${j}`, label: `P${j}` }))
  const partnerOf = sizes.flatMap((size, j) => new Array<number>(size).fill(j))
  return {
    scale,
    voice: 'own',
    partners,
    statements: answers.map((_, s) => ({ id: `S${s}`, text: `S${s}` })),
    partnerOf,
    people: partnerOf.map((_, i) => `${i}`),
    answers: answers.map((row) => Int8Array.from(row)),
  }
}

const codesOf = (scale: number) => [...Array.from({ length: scale }, (_, k) => k + 1), UNSURE, REMIT]

/** All ways that some people can have answered, whoever of them said what. */
function ways(codes: readonly number[], people: number): number[][] {
  if (people === 0) return [[]]
  return codes.flatMap((code, i) => ways(codes.slice(i), people - 1).map((rest) => [code, ...rest]))
}

/** All rows of answers in which the given partners may have said anything, in an order that chance draws. */
function* guesses(
  matrix: Matrix,
  s: number,
  open: readonly number[],
  isHidden: (j: number) => boolean,
  chance: () => number,
): Generator<number[]> {
  const true_ = [...at(matrix.answers, s)]
  const places = open.map((j) => matrix.partnerOf.flatMap((own, i) => (own === j && at(true_, i) !== 0 ? [i] : [])))
  const choices = places.map((own, p) => {
    const all = ways(codesOf(matrix.scale), own.length)
    // Of one mind is written beside the partner, so that is all it can have been.
    return isHidden(at(open, p)) ? all : all.filter((codes) => codes[0] === codes.at(-1))
  })
  const count = choices.reduce((product, own) => product * own.length, 1)
  const order = shuffle(
    Int32Array.from({ length: count }, (_, i) => i),
    chance,
  )
  for (const number of order) {
    const row = [...true_]
    let left = number
    choices.forEach((own, p) => {
      at(own, left % own.length).forEach((code, i) => {
        row[at(at(places, p), i)] = code
      })
      left = Math.floor(left / own.length)
    })
    yield row
  }
}

const answersOf = (matrix: Matrix, row: readonly number[], j: number) =>
  row
    .filter((_, i) => at(matrix.partnerOf, i) === j)
    .sort()
    .join()

/** The protected cells of a statement whose answers only one guess fits. */
function recovered(matrix: Matrix, s: number, seed: number): string[] {
  const published = both(matrix, s)
  const report = at(published, 0)
  const open = protectedCells(report, matrix, s)
  if (open.length === 0) return []
  const cheap = cheapFigures(matrix, s)
  const own = [...at(matrix.answers, s)]
  const fitting = open.map((j) => new Set([answersOf(matrix, own, j)]))
  for (const row of guesses(matrix, s, open, (j) => at(report.cells, j).suppressed !== null, chanceFrom(seed))) {
    if (fitting.every((found) => found.size > 1)) break
    if (open.every((j, p) => at(fitting, p).has(answersOf(matrix, row, j)))) continue
    const guessed = { ...matrix, answers: matrix.answers.map((was, t) => (t === s ? Int8Array.from(row) : was)) }
    if (cheapFigures(guessed, s) !== cheap || JSON.stringify(both(guessed, s)) !== JSON.stringify(published)) continue
    open.forEach((j, p) => {
      at(fitting, p).add(answersOf(matrix, row, j))
    })
  }
  return open.filter((_, p) => at(fitting, p).size < 2).map((j) => `P${j}`)
}

/** What is quick to work out for a guess. Guesses that differ in it are passed over, which can only leave too few that fit. */
function cheapFigures(matrix: Matrix, s: number): string {
  const all = tally(matrix, s)
  const cells = cellsOf(all, matrix.partners, MINIMUM)
  return JSON.stringify([cells, told(all, cells)])
}

const aRow = (people: number, scale: number) =>
  fc.array(fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: scale }) }, fc.constantFrom(UNSURE, REMIT, 0)), {
    minLength: people,
    maxLength: people,
  })
const SIZES = [
  [1, 3],
  [1, 4, 3],
  [2, 2, 4],
  [1, 1, 1, 3],
  [1, 1, 1],
  [1, 2, 3, 3],
  [3, 3],
  [3, 4, 3],
]

describe('who holds every published table', () => {
  test.each(SIZES.map((sizes) => ({ sizes })))('can’t say what a hidden partner answered: $sizes', ({ sizes }) => {
    const people = sizes.reduce((sum, size) => sum + size, 0)
    fc.assert(
      fc.property(aRow(people, 4), fc.integer(), (row, seed) => {
        expect(recovered(aWorkshop(4, sizes, [row]), 0, seed)).toEqual([])
      }),
      { seed: 41, numRuns: 12 },
    )
  })

  test('nor from what joins statements up: pairs, blocs, shares and tests over all of them, and Polis’ counts', () => {
    fc.assert(
      fc.property(aRow(6, 2), aRow(6, 2), fc.integer(), (first, second, seed) => {
        const matrix = aWorkshop(2, [1, 2, 3], [first, second])
        const published = analyse(matrix, { minimumCell: MINIMUM })
        const whole = (of: Matrix) => JSON.stringify([analyse(of, { minimumCell: MINIMUM }), polisFigures(of, MINIMUM)])
        const told = whole(matrix)
        const open = published.statements.flatMap((report, s) =>
          protectedCells(report, matrix, s).map((j) => ({ s, j, found: new Set([own(matrix, s, j)]) })),
        )
        const fitting = published.statements.map((report, s) => rowsThatFit(matrix, s, report, seed))
        for (const a of at(fitting, 0)) {
          for (const b of at(fitting, 1)) {
            if (open.every(({ found }) => found.size > 1)) return
            const guessed = { ...matrix, answers: [Int8Array.from(a), Int8Array.from(b)] }
            if (open.every(({ s, j, found }) => found.has(own(guessed, s, j)))) continue
            if (whole(guessed) !== told) continue
            for (const { s, j, found } of open) found.add(own(guessed, s, j))
          }
        }
        expect(open.filter(({ found }) => found.size < 2)).toEqual([])
      }),
      { seed: 42, numRuns: 10 },
    )
  })
})

const own = (matrix: Matrix, s: number, j: number) => answersOf(matrix, [...at(matrix.answers, s)], j)

/** The rows of a statement that its own report doesn't rule out. */
function rowsThatFit(matrix: Matrix, s: number, report: StatementReport, seed: number): number[][] {
  const cheap = cheapFigures(matrix, s)
  const isHidden = (j: number) => at(report.cells, j).suppressed !== null
  return [...guesses(matrix, s, protectedCells(report, matrix, s), isHidden, chanceFrom(seed))].filter((row) => {
    const guessed = { ...matrix, answers: matrix.answers.map((was, t) => (t === s ? Int8Array.from(row) : was)) }
    return cheapFigures(guessed, s) === cheap
  })
}
