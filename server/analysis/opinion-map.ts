import { chanceFrom, seedOf } from './chance.ts'
import type { DisagreementReport } from './report.ts'
import { shuffle } from './shuffle.ts'
import { THRESHOLDS } from './thresholds.ts'
import { placeOf, round } from './told-cells.ts'

/** Partners on a plane: those that answer alike stand near each other. */
export interface OpinionMap {
  readonly points: readonly { readonly partnerId: string; readonly x: number; readonly y: number }[]
  /** Which share of all difference each axis holds, and what chance alone would give the first, 95 times in 100. */
  readonly shares: readonly [number, number]
  readonly byChance: number
}

const ROUNDS = 199

/**
 * Lays partners out by where they stand, as far as a room is told it: two principal components of stances, centred, what isn't
 * known in the column's middle, and scaled up by how much of it isn't (as Polis does). Made of what is told of partners and of
 * nothing else. Only where blocs stand, and the first axis holds more than shuffled stances would give it; else null.
 */
export function opinionMap(report: DisagreementReport): OpinionMap | null {
  if (report.network.blocs?.are !== 'clear') return null
  const { ids, rows } = stancesOf(report)
  if (ids.length < THRESHOLDS.fewestForBlocs) return null
  const found = principal(rows)
  if (!found) return null
  const chance = chanceFrom(seedOf(rows.flat().map((at) => Math.round(((at ?? 9) + 1) * 100))))
  const centred = centredOf(rows)
  const shuffled = Array.from({ length: ROUNDS }, () => firstShare(dealt(centred, chance)))
  const byChance = shuffled.sort((a, b) => a - b)[Math.ceil(0.95 * ROUNDS) - 1] as number
  if (found.shares[0] <= byChance) return null
  const points = ids.map((partnerId, j) => {
    const [x, y] = found.places[j] as [number, number]
    return { partnerId, x: round(x), y: round(y) }
  })
  return { points, shares: [round(found.shares[0]), round(found.shares[1])], byChance: round(byChance) }
}

type Stances = (number | null)[][]

/** By partner, where it stands on every statement; partners of which too little is known to compare stay out. */
function stancesOf({ partners, statements }: DisagreementReport): { ids: string[]; rows: Stances } {
  const all = partners.map(({ id }) => ({
    id,
    row: statements.map(({ cells }) => {
      const cell = cells.find(({ partnerId }) => partnerId === id)
      if (!cell || cell.suppressed) return null
      return placeOf(cell)
    }),
  }))
  const least = Math.max(THRESHOLDS.fewestCommon, THRESHOLDS.leastCommon * statements.length)
  const used = all.filter(({ row }) => row.filter((at) => at !== null).length >= least)
  return { ids: used.map(({ id }) => id), rows: used.map(({ row }) => row) }
}

/** What is left of stances without their columns' middles, by row; where nothing is known it is 0. */
interface Centred {
  readonly rows: number
  readonly columns: number
  readonly values: Float64Array
  /** By column, the rows in which something is known. */
  readonly known: readonly Int32Array[]
}

function centredOf(rows: Stances): Centred {
  const columns = rows[0]?.length ?? 0
  const values = new Float64Array(rows.length * columns)
  const known = Array.from({ length: columns }, (_, s) => {
    const who = Int32Array.from(rows.flatMap((row, j) => (row[s] === null ? [] : [j])))
    const at = (j: number) => (rows[j] as Stances[number])[s] as number
    const middle = who.length === 0 ? 0 : who.reduce((sum, j) => sum + at(j), 0) / who.length
    for (const j of who) values[j * columns + s] = at(j) - middle
    return who
  })
  return { rows: rows.length, columns, values, known }
}

/** Every column's stances dealt out again among those that have one. */
function dealt(from: Centred, chance: () => number): Centred {
  const { columns, known } = from
  const values = new Float64Array(from.values.length)
  known.forEach((who, s) => {
    const order = shuffle(who.slice(), chance)
    for (let i = 0; i < who.length; i += 1)
      values[(who[i] as number) * columns + s] = from.values[(order[i] as number) * columns + s] as number
  })
  return { ...from, values }
}

/**
 * The first two principal components of rows with gaps. Each axis points so that its largest place is positive. Null when
 * all rows are the same.
 * @example principal([[1, 1], [-1, -1]]) // { places: [[1.41421356, 0], [-1.41421356, 0]], shares: [1, 0] }
 * @example principal([[1, 1], [1, 1]]) // null
 */
export function principal(rows: Stances): { places: [number, number][]; shares: [number, number] } | null {
  const found = alikeOf(centredOf(rows))
  if (!found) return null
  const { alike, whole } = found
  const [first, columns] = [axisOf(alike), rows[0]?.length ?? 0]
  const second = axisOf(without(alike, first))
  const places = rows.map((row, j): [number, number] => {
    const answered = row.filter((at) => at !== null).length
    const scale = answered === 0 ? 0 : Math.sqrt(columns / answered)
    return [placeOn(first, j) * scale, placeOn(second, j) * scale]
  })
  return { places, shares: [first.value / whole, second.value / whole] }
}

/** Which share of all difference the first axis holds; 0 when all rows are the same. */
function firstShare(centred: Centred): number {
  const found = alikeOf(centred)
  return found ? axisOf(found.alike).value / found.whole : 0
}

/** How alike every two rows are, by the products of what they hold; null when all are the same. */
function alikeOf({ rows, columns, values }: Centred): { alike: Float64Array; whole: number } | null {
  const alike = new Float64Array(rows * rows)
  let whole = 0
  for (let j = 0; j < rows; j += 1) {
    for (let k = 0; k <= j; k += 1) {
      let sum = 0
      for (let s = 0; s < columns; s += 1)
        sum += (values[j * columns + s] as number) * (values[k * columns + s] as number)
      alike[j * rows + k] = sum
      alike[k * rows + j] = sum
    }
    whole += alike[j * rows + j] as number
  }
  return whole < 1e-9 ? null : { alike, whole }
}

interface Axis {
  readonly value: number
  readonly direction: Float64Array
}

const placeOn = ({ value, direction }: Axis, j: number) => Math.sqrt(value) * (direction[j] as number)

const TURNS = 200

function lengthOf(values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i += 1) sum += (values[i] as number) * (values[i] as number)
  return Math.sqrt(sum)
}

/** The longest axis of a symmetric table of likenesses, by repeated multiplication from its own longest row. */
function axisOf(alike: Float64Array): Axis {
  const n = Math.sqrt(alike.length)
  const lengths = Array.from({ length: n }, (_, j) => lengthOf(alike.subarray(j * n, (j + 1) * n)))
  const longest = lengths.indexOf(Math.max(...lengths))
  const direction = alike.slice(longest * n, (longest + 1) * n)
  const unit = new Float64Array(n)
  let value = 0
  for (let turn = 0; turn < TURNS; turn += 1) {
    const length = lengthOf(direction)
    if (length < 1e-12) return { value: 0, direction: new Float64Array(n) }
    for (let k = 0; k < n; k += 1) unit[k] = (direction[k] as number) / length
    for (let j = 0; j < n; j += 1) {
      let sum = 0
      for (let k = 0; k < n; k += 1) sum += (alike[j * n + k] as number) * (unit[k] as number)
      direction[j] = sum
    }
    value = lengthOf(direction)
    let off = 0
    for (let k = 0; k < n; k += 1) off += ((direction[k] as number) - value * (unit[k] as number)) ** 2
    if (Math.sqrt(off) < 1e-12 * value) break
  }
  if (value < 1e-9) return { value: 0, direction: new Float64Array(n) }
  const size = Math.max(...direction.map(Math.abs))
  const sign = Math.sign(direction.find((at) => Math.abs(at) > size - 1e-9) as number)
  return { value, direction: direction.map((at) => (sign * at) / value) }
}

function without(alike: Float64Array, { value, direction }: Axis): Float64Array {
  const n = direction.length
  return alike.map((at, i) => at - value * (direction[Math.floor(i / n)] as number) * (direction[i % n] as number))
}
