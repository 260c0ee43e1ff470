import { enoughInCommon, type PairReport } from './pairs.ts'
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

const takesSide = (side: Side | null | undefined) => side === 'for' || side === 'against'
/** How far apart two places are: 0 the same .. 1 at opposite ends, as the distance of answers is where all of a partner give one. */
const gapOf = (a: number, b: number) => Math.abs(a - b) / 2

/**
 * Every two partners by where they are told to stand, over the statements on which both are; how their people differ stands in
 * no figure of them. Pairs that share no statement are left out.
 */
export function pairsTold(standing: Standing, scale: number): PairReport[] {
  const { partnerIds } = standing
  return partnerIds.flatMap((_, j) =>
    partnerIds.slice(j + 1).flatMap((_, after) => pairTold(standing, j, j + 1 + after, scale) ?? []),
  )
}

function pairTold({ partnerIds, statementIds, ...standing }: Standing, j: number, k: number, scale: number) {
  const [one, other] = [standing.places[j], standing.places[k]] as [(number | null)[], (number | null)[]]
  const gaps = one.flatMap((at, statement) => {
    const to = other[statement]
    return at === null || to == null ? [] : [{ statement, distance: gapOf(at, to) }]
  })
  if (gaps.length === 0) return null
  const sides = statementIds.flatMap((_, s) => {
    const [a, b] = [standing.sides[j]?.[s], standing.sides[k]?.[s]]
    return takesSide(a) && takesSide(b) ? [a === b] : []
  })
  const isEnough = enoughInCommon(gaps.length, statementIds.length)
  const distance = isEnough ? gaps.reduce((sum, gap) => sum + gap.distance, 0) / gaps.length : null
  const isSideAlone = (s: number) => standing.sideAlone[j]?.[s] || standing.sideAlone[k]?.[s]
  return {
    partnerIds: [partnerIds[j] as string, partnerIds[k] as string] as const,
    statementsInCommon: gaps.length,
    tooLittleInCommon: !isEnough,
    singleVoice: false,
    distance: distance === null ? null : round(distance),
    plugIn: null,
    unbiasedOver: 0,
    points: distance === null ? null : round(distance * (scale - 1)),
    sameWay: sides.filter(Boolean).length,
    opposite: sides.filter((same) => !same).length,
    furthest: gaps
      .filter((gap) => gap.distance > 1e-12)
      .sort((a, b) => b.distance - a.distance || a.statement - b.statement)
      .slice(0, 3)
      .map(({ statement, distance: gap }) => ({
        statementId: statementIds[statement] as string,
        distance: isSideAlone(statement) ? null : round(gap),
      })),
  }
}

/** Where partners stand for drawing them in an order: of whom a side without its words is told, in the middle of that side. */
export const drawnAt = ({ places, sides }: Standing): (number | null)[][] =>
  places.map((row, j) => row.map((at, s) => at ?? MIDDLES[sides[j]?.[s] as Side] ?? null))
