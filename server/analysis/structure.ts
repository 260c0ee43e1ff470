import { type Chance, chanceFrom, seedOf } from './chance.ts'
import { squaredProducts } from './group-loops.ts'
import { doubles, inRoom, layDoubles, take } from './lanes.ts'
import type { Respondents } from './respondents.ts'
import { shuffle } from './shuffle.ts'
import { THRESHOLDS } from './thresholds.ts'

/**
 * What lies behind a statement on which people of the same partner are apart. `cross-cutting`: who says what here goes with what
 * they say elsewhere, a real dispute between people. `diffuse`: it goes with nothing; the words have no settled meaning.
 * `cannot-tell`: too few statements or people. Score is the mean of the three largest squared correlations, 0..1; a room isn't told
 * the figures.
 */
export type Structure =
  | { readonly is: 'cross-cutting' | 'diffuse'; readonly score: number | null; readonly pValue: number | null }
  | { readonly is: 'cannot-tell'; readonly score: null; readonly pValue: null }

const CANNOT_TELL: Structure = { is: 'cannot-tell', score: null, pValue: null }
const ROUNDS = 199
// After so many the finding can't change: p stays above .05 whatever comes (Besag & Clifford 1991).
const ENOUGH = 10
// More people than this say nothing more clearly.
const MOST_PEOPLE = 200
// Statements that are multiplied by each other's answers at once.
const AT_ONCE = 8

/**
 * Makes the test of section 2.3 for any statement of these people: the statement's answers are dealt out again among those who
 * gave one, and its score compared. p is exact up to its rounds; above .05 it is only as fine as needed to know that.
 * In simulation it calls noise a dispute in 3-7 of 100 cases; see structure.test.ts.
 */
export function structureTest(people: Respondents): (statement: number) => Structure {
  const columns = columnsOf(people)
  const seed = seedOf(people.points)
  return (statement) => {
    const at = people.columns.indexOf(statement)
    const own = columns[at]
    if (!own || columns.length < THRESHOLDS.structureStatements) return CANNOT_TELL
    const rows = Int32Array.from(own.answered)
    if (rows.length < THRESHOLDS.structurePeople || own.length < 1e-12) return CANNOT_TELL
    const others = columns.filter((other, t) => t !== at && other.length > 1e-12)
    const { score, pValue } = inRoom(() => scored(own, others, rows, chanceFrom(seed ^ seedOf(own.answered))))
    return { is: pValue <= THRESHOLDS.structure ? 'cross-cutting' : 'diffuse', score, pValue }
  }
}

function scored(
  own: Column,
  others: readonly Column[],
  rows: Int32Array,
  chance: Chance,
): { score: number; pValue: number } {
  const blocks = Math.ceil(others.length / AT_ONCE)
  const values = layDoubles(pickedFrom(own.values, rows))
  const among = take(8 * blocks * AT_ONCE * rows.length)
  const found = take(8 * blocks * AT_ONCE)
  interleave(doubles(among, blocks * AT_ONCE * rows.length).fill(0), others, rows)
  const [dealt, squares] = [doubles(values, rows.length), doubles(found, blocks * AT_ONCE)]
  const scoreNow = () => {
    squaredProducts(values, 8 * rows.length, among, blocks, found)
    return meanOfLargest(squares)
  }
  const score = scoreNow()
  let [times, round] = [0, 0]
  while (round < ROUNDS && times < ENOUGH) {
    round += 1
    shuffle(dealt, chance)
    if (scoreNow() >= score * (1 - 1e-12)) times += 1
  }
  return { score, pValue: times >= ENOUGH ? times / round : (times + 1) / (ROUNDS + 1) }
}

/** Puts the others' answers side by side, as many as are multiplied at once: all their first ones, then their second ones ... */
function interleave(into: Float64Array, others: readonly Column[], rows: Int32Array): void {
  others.forEach(({ values }, t) => {
    let at = (t - (t % AT_ONCE)) * rows.length + (t % AT_ONCE)
    for (let i = 0; i < rows.length; i += 1, at += AT_ONCE) into[at] = values[rows[i] as number] as number
  })
}

function pickedFrom(values: Float64Array, rows: Int32Array): Float64Array {
  const picked = new Float64Array(rows.length)
  for (let i = 0; i < rows.length; i += 1) picked[i] = values[rows[i] as number] as number
  return picked
}

interface Column {
  /** Centred answers as a vector of length 1, 0 where none was given. */
  readonly values: Float64Array
  /** The length before, 0 when all said the same. */
  readonly length: number
  readonly answered: readonly number[]
}

function columnsOf({ statements, points, sizes }: Respondents): Column[] {
  const all = sizes.reduce((sum, size) => sum + size, 0)
  const some = Math.min(all, MOST_PEOPLE)
  const picked = Array.from({ length: some }, (_, i) => Math.floor((i * all) / some))
  return Array.from({ length: statements }, (_, s) => {
    const given = Float64Array.from(picked, (person) => points[person * statements + s] as number)
    const answered = [...given.keys()].filter((row) => given[row] !== 0)
    const mean = answered.reduce((sum, row) => sum + (given[row] as number), 0) / answered.length
    const centred = given.map((point) => (point === 0 ? 0 : point - mean))
    const length = Math.sqrt(centred.reduce((sum, value) => sum + value * value, 0))
    return { values: length < 1e-12 ? centred : centred.map((value) => value / length), length, answered }
  })
}

/** The mean of the three largest. */
function meanOfLargest(squares: Float64Array): number {
  let [first, second, third] = [0, 0, 0]
  for (const square of squares) {
    if (square > first) [first, second, third] = [square, first, second]
    else if (square > second) [second, third] = [square, second]
    else if (square > third) third = square
  }
  return (first + second + third) / 3
}
