import { chanceFrom, seedOf } from './chance.ts'
import type { DisagreementReport } from './report.ts'
import { shuffle } from './shuffle.ts'
import { THRESHOLDS } from './thresholds.ts'
import { placeOf, round } from './told-to-room.ts'

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
  const shuffled = Array.from({ length: ROUNDS }, () => principal(dealt(rows, chance))?.shares[0] ?? 0)
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

/** Every column's stances dealt out again among those that have one. */
function dealt(rows: Stances, chance: () => number): Stances {
  const made = rows.map((row) => [...row])
  for (let s = 0; s < (rows[0]?.length ?? 0); s += 1) {
    const who = rows.flatMap((row, j) => (row[s] === null ? [] : [j]))
    const order = shuffle(Int32Array.from(who), chance)
    who.forEach((j, i) => {
      ;(made[j] as Stances[number])[s] = (rows[order[i] as number] as Stances[number])[s] as number
    })
  }
  return made
}

/**
 * The first two principal components of rows with gaps. Each axis points so that its largest place is positive. Null when
 * all rows are the same.
 * @example principal([[1, 1], [-1, -1]]) // { places: [[1.41421356, 0], [-1.41421356, 0]], shares: [1, 0] }
 * @example principal([[1, 1], [1, 1]]) // null
 */
export function principal(rows: Stances): { places: [number, number][]; shares: [number, number] } | null {
  const columns = rows[0]?.length ?? 0
  const middles = Array.from({ length: columns }, (_, s) => {
    const known = rows.flatMap((row) => row[s] ?? [])
    return known.length === 0 ? 0 : known.reduce((sum, at) => sum + at, 0) / known.length
  })
  const centred = rows.map((row) => row.map((at, s) => (at === null ? 0 : at - (middles[s] as number))))
  const alike = centred.map((a) => centred.map((b) => a.reduce((sum, at, s) => sum + at * (b[s] as number), 0)))
  const whole = alike.reduce((sum, row, j) => sum + (row[j] as number), 0)
  if (whole < 1e-9) return null
  const first = axisOf(alike)
  const second = axisOf(without(alike, first))
  const places = rows.map((row, j): [number, number] => {
    const answered = row.filter((at) => at !== null).length
    const scale = answered === 0 ? 0 : Math.sqrt(columns / answered)
    return [placeOn(first, j) * scale, placeOn(second, j) * scale]
  })
  return { places, shares: [first.value / whole, second.value / whole] }
}

interface Axis {
  readonly value: number
  readonly direction: readonly number[]
}

const placeOn = ({ value, direction }: Axis, j: number) => Math.sqrt(value) * (direction[j] as number)

const TURNS = 200

/** The longest axis of a symmetric table of likenesses, by repeated multiplication from its own longest row. */
function axisOf(alike: readonly (readonly number[])[]): Axis {
  const lengths = alike.map((row) => Math.hypot(...row))
  const longest = lengths.indexOf(Math.max(...lengths))
  let direction = [...(alike[longest] as readonly number[])]
  let value = 0
  for (let turn = 0; turn < TURNS; turn += 1) {
    const length = Math.hypot(...direction)
    if (length < 1e-12) return { value: 0, direction: alike.map(() => 0) }
    const unit = direction.map((at) => at / length)
    direction = alike.map((row) => row.reduce((sum, at, k) => sum + at * (unit[k] as number), 0))
    value = Math.hypot(...direction)
    if (Math.hypot(...direction.map((at, k) => at - value * (unit[k] as number))) < 1e-12 * value) break
  }
  if (value < 1e-9) return { value: 0, direction: alike.map(() => 0) }
  const size = Math.max(...direction.map(Math.abs))
  const sign = Math.sign(direction.find((at) => Math.abs(at) > size - 1e-9) as number)
  return { value, direction: direction.map((at) => (sign * at) / value) }
}

const without = (alike: readonly (readonly number[])[], { value, direction }: Axis) =>
  alike.map((row, j) => row.map((at, k) => at - value * (direction[j] as number) * (direction[k] as number)))
