import { chanceFrom, seedOf } from './chance.ts'
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
    const values = pickedFrom(own.values, rows)
    const others = columns.filter((other, t) => t !== at && other.length > 1e-12)
    const among = others.map((other) => pickedFrom(other.values, rows))
    const squares = new Float64Array(among.length)
    const score = scoreOf(values, among, squares)
    const chance = chanceFrom(seed ^ seedOf(own.answered))
    let [times, round] = [0, 0]
    while (round < ROUNDS && times < ENOUGH) {
      round += 1
      if (scoreOf(shuffle(values, chance), among, squares) >= score * (1 - 1e-12)) times += 1
    }
    const pValue = times >= ENOUGH ? times / round : (times + 1) / (ROUNDS + 1)
    return { is: pValue <= THRESHOLDS.structure ? 'cross-cutting' : 'diffuse', score, pValue }
  }
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

/** `squares` is room for one number for each of the others. */
function scoreOf(values: Float64Array, others: readonly Float64Array[], squares: Float64Array): number {
  // Four products side by side: one alone would wait for each of its own additions.
  const fours = others.length - (others.length % 4)
  for (let t = 0; t < fours; t += 4) {
    const [a, b, c, d] = [others[t], others[t + 1], others[t + 2], others[t + 3]] as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ]
    let [ofA, ofB, ofC, ofD] = [0, 0, 0, 0]
    for (let i = 0; i < values.length; i += 1) {
      const value = values[i] as number
      ofA += value * (a[i] as number)
      ofB += value * (b[i] as number)
      ofC += value * (c[i] as number)
      ofD += value * (d[i] as number)
    }
    squares[t] = ofA * ofA
    squares[t + 1] = ofB * ofB
    squares[t + 2] = ofC * ofC
    squares[t + 3] = ofD * ofD
  }
  for (let t = fours; t < others.length; t += 1) {
    const other = others[t] as Float64Array
    let product = 0
    for (let i = 0; i < values.length; i += 1) product += (values[i] as number) * (other[i] as number)
    squares[t] = product * product
  }
  return meanOfLargest(squares)
}

/** Of the three largest. */
function meanOfLargest(squares: Float64Array): number {
  let [first, second, third] = [0, 0, 0]
  for (const square of squares) {
    if (square > first) [first, second, third] = [square, first, second]
    else if (square > second) [second, third] = [square, second]
    else if (square > third) third = square
  }
  return (first + second + third) / 3
}
