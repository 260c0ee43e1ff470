import { enoughInCommon, furthestOf, type PairReport } from './pairs.ts'
import type { Cell, PartnerReport, Side, StatementReport } from './report.ts'
import { MIDDLES, placeOf, round } from './told-cells.ts'

/** Where partners are told to stand, by partner: on each statement, -1..1, and on which side; null where none is told. */
export interface Standing {
  readonly partnerIds: readonly string[]
  readonly statementIds: readonly string[]
  readonly places: readonly (readonly (number | null)[])[]
  readonly sides: readonly (readonly (Side | null)[])[]
  /** Where the side alone is told, and the place is its middle. */
  readonly sideAlone: readonly (readonly boolean[])[]
}

/** Takes from statements as the room is told them where partners stand, and nothing else. */
export function standingIn(partners: readonly Pick<PartnerReport, 'id'>[], told: readonly StatementReport[]): Standing {
  const cells = told.map((statement) => new Map(statement.cells.map((cell) => [cell.partnerId, cell])))
  const of = <T>(take: (cell: Cell | undefined) => T) =>
    partners.map(({ id }) => cells.map((byPartner) => take(byPartner.get(id))))
  return {
    partnerIds: partners.map(({ id }) => id),
    statementIds: told.map(({ id }) => id),
    places: of((cell) => (cell ? placeOf(cell) : null)),
    sides: of((cell) => cell?.side ?? null),
    sideAlone: of((cell) => cell?.stance === null),
  }
}

/** How far apart two places are: 0 the same .. 1 at opposite ends, as the distance of answers is where all of a partner give one. */
const gapOf = (a: number, b: number) => Math.abs(a - b) / 2

/**
 * Every two partners by where they are told to stand, over the statements on which both are; how their people differ stands in
 * no figure of them. Pairs that share no statement are left out.
 */
export function pairsTold(standing: Standing, scale: number): PairReport[] {
  const { partnerIds } = standing
  const rows = partnerIds.map((_, j) => rowOf(standing, j))
  const pairs: PairReport[] = []
  for (let j = 0; j < partnerIds.length; j += 1)
    for (let k = j + 1; k < partnerIds.length; k += 1) {
      const pair = pairTold(standing, [j, k], [rows[j] as Row, rows[k] as Row], scale)
      if (pair) pairs.push(pair)
    }
  return pairs
}

/** One partner's places, not a number where none is told, and sides: 1 for, -1 against, 0 none taken. */
interface Row {
  readonly places: Float64Array
  readonly sides: Int8Array
}

const rowOf = ({ places, sides }: Standing, j: number): Row => ({
  places: Float64Array.from(places[j] ?? [], (place) => place ?? Number.NaN),
  sides: Int8Array.from(sides[j] ?? [], (side) => (side === 'for' ? 1 : side === 'against' ? -1 : 0)),
})

/** On how many statements both stand, how far apart in all, and on how many they take the same or opposite sides. */
function compare(one: Row, other: Row) {
  let [common, sum, sameWay, opposite] = [0, 0, 0, 0]
  for (let s = 0; s < one.places.length; s += 1) {
    const gap = gapOf(one.places[s] as number, other.places[s] as number)
    if (gap >= 0) {
      common += 1
      sum += gap
    }
    const sides = (one.sides[s] as number) * (other.sides[s] as number)
    if (sides > 0) sameWay += 1
    else if (sides < 0) opposite += 1
  }
  return { common, sum, sameWay, opposite }
}

function pairTold(
  { partnerIds, statementIds, sideAlone }: Standing,
  [j, k]: readonly [number, number],
  [one, other]: readonly [Row, Row],
  scale: number,
): PairReport | null {
  const { common, sum, sameWay, opposite } = compare(one, other)
  if (common === 0) return null
  const isEnough = enoughInCommon(common, statementIds.length)
  const distance = isEnough ? sum / common : null
  const gapAt = (s: number) => gapOf(one.places[s] as number, other.places[s] as number)
  const isSideAlone = (s: number) => sideAlone[j]?.[s] || sideAlone[k]?.[s]
  return {
    partnerIds: [partnerIds[j] as string, partnerIds[k] as string] as const,
    statementsInCommon: common,
    tooLittleInCommon: !isEnough,
    singleVoice: false,
    distance: distance === null ? null : round(distance),
    plugIn: null,
    unbiasedOver: null,
    points: distance === null ? null : round(distance * (scale - 1)),
    sameWay,
    opposite,
    furthest: furthestOf(statementIds.length, gapAt).map(({ statement, distance: gap }) => ({
      statementId: statementIds[statement] as string,
      distance: isSideAlone(statement) ? null : round(gap),
    })),
  }
}

/** Where partners stand for drawing them in an order: of whom a side without its words is told, in the middle of that side. */
export const drawnAt = ({ places, sides }: Standing): (number | null)[][] =>
  places.map((row, j) => row.map((at, s) => at ?? MIDDLES[sides[j]?.[s] as Side] ?? null))
