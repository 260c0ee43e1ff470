import type { OwnKind } from '#server/vocabulary/kind.ts'
import { areTooFew } from './own-kind.ts'
import type { PairReport } from './pairs.ts'
import { mean, onAxis } from './position.ts'
import type { Cell, DisagreementReport, NetworkReport, PartnerReport, Side, StatementReport } from './report.ts'
import { roundShares } from './round-shares.ts'
import type { Lean } from './stance-interval.ts'
import { THRESHOLDS } from './thresholds.ts'

/**
 * What everybody in the room may be told of a report: how a partner's own people differ is theirs, so a partner stands where its
 * middle answer is, and nothing of its spread is told. Figures made of people's spread are told from four partners on whose
 * people differ, and rounded, so that none is a fingerprint of answers. With a minimum of one (a named voice) nothing is hidden.
 * What was told once may be handed in again: no more is told of it.
 */
export function toldToRoom(report: DisagreementReport): DisagreementReport {
  if (report.minimumCell <= 1) return report
  const statements = report.statements.map((one) => statementTold(one))
  const byId = new Map(statements.map((one) => [one.id, one]))
  return {
    ...report,
    statements,
    partners: report.partners.map((partner) => partnerTold(partner, statements)),
    // A workshop kept before these were worked out has none.
    pairs: report.pairs?.map((pair) => pairTold(pair, statements)),
    network: networkTold(report.network, statements, byId),
  }
}

/**
 * The middle answer, as a point of the scale: as many stand above as below; between two points when these are the middle.
 * Null when nobody gave a point.
 * @example middleAnswer([0, 0, 1, 2, 0]) // 4
 * @example middleAnswer([0, 0, 1, 1, 0]) // 3.5
 * @example middleAnswer([0, 0]) // null
 */
export function middleAnswer(counts: readonly number[]): number | null {
  const points = counts.flatMap((count, k) => new Array<number>(count).fill(k + 1))
  const half = points.length / 2
  const [low, high] = [points[Math.ceil(half) - 1], points[Math.floor(half)]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}

/** Whether a partner is shown and its people gave more than one answer. */
export const differs = ({ suppressed, counts, unanimous, n }: Cell) =>
  suppressed === null && !unanimous && (counts !== null || n !== null) && (n ?? 0) > 1

/** One partner's cell without how its people differ. */
export function cellTold(cell: Cell): Cell {
  const { counts, n, unsure } = cell
  if (counts === null || n === null || unsure === null) return cell
  const middle = middleAnswer(counts)
  // A point that fewer gave than found it unclear is no stance of the partner; one alone would be somebody's answer.
  if (middle === null || n < 2 || unsure > n)
    return { ...cell, counts: null, stance: null, side: n === 0 ? cell.side : 'unclear' }
  const at = onAxis(middle, counts.length)
  // On two points a tie can only mean one on either side.
  if (counts.length === 2 && at === 0)
    return { ...cell, counts: null, stance: null, n: null, unsure: null, side: null, suppressed: 'protects-others' }
  const alone = counts.length === 2 ? { stance: null } : { stance: at }
  return { ...cell, ...alone, counts: null, side: sideAt(at) }
}

const sideAt = (at: number): Side => (Math.abs(at) <= THRESHOLDS.side ? 'neither' : at > 0 ? 'for' : 'against')

/** One statement's report as the room is told it. */
export function statementTold(statement: StatementReport): StatementReport {
  const differing = statement.cells.filter(differs).length
  const cells = statement.cells.map(cellTold)
  const always = { cells, kindProbability: null, worstPartner: null, pValue: null }
  if (differing === 0) return { ...statement, ...always }
  if (differing < THRESHOLDS.fewestDiffering)
    return { ...statement, ...SPREAD_UNTOLD, position: middleOf(cells), ...always, ...kindTold(statement, cells) }
  // That partners are mixed inside is a finding on all of them; with its figures beside it, it would tell it of each.
  const mixed = [statement.kind, statement.orKind].includes('mixed') && differing < THRESHOLDS.manyDiffering
  if (mixed)
    return { ...statement, ...SPREAD_UNTOLD, position: middleOf(cells), structure: statement.structure, ...always }
  return { ...statement, ...rounded(statement, stepsOf(differing)), ...always }
}

// Of a few partners whose people differ, every figure made of the difference would tell how.
const SPREAD_UNTOLD = {
  dispersion: null,
  within: null,
  between: null,
  betweenShare: null,
  interval: null,
  intervals: null,
  agreement: null,
  distribution: null,
  groupInformedConsensus: null,
  qValue: null,
  structure: null,
} as const

// A side without its words stands in the middle of that side.
const MIDDLES: Partial<Record<Side, number>> = { for: 0.75, against: -0.75, neither: 0 }

/**
 * Where a partner is told to stand, -1..1: its middle answer, or the middle of its side where that alone is told. Null where
 * it took no stance, or none is told.
 */
export const placeOf = ({ stance, unanimous, side }: Cell): number | null =>
  stance ?? (unanimous && side ? (MIDDLES[side] ?? null) : null)

const placesIn = (cells: readonly Cell[]) => cells.flatMap((cell) => placeOf(cell) ?? [])

/** Where the network stands by where its partners are told to, each counting one. */
function middleOf(cells: readonly Cell[]): number | null {
  const middle = mean(placesIn(cells))
  return middle === null ? null : round(middle)
}

/**
 * The kind by where partners are told to stand, and by nothing else, so that it tells nothing of how their people differ: on
 * both sides, on one, or near the middle.
 */
function kindTold(statement: StatementReport, cells: readonly Cell[]) {
  const kind = kindByPlaces(statement, placesIn(cells))
  return { kind, kindBy: 'partners', orKind: null, dependsOnCounting: null } as const
}

function kindByPlaces(statement: StatementReport, places: readonly number[]): OwnKind {
  if (areTooFew(statement, statement.partnersAsked)) return 'too-few'
  if ((statement.unsure ?? 0) >= THRESHOLDS.unclear) return 'unclear'
  if (places.length < THRESHOLDS.fewestPartners) return 'too-few'
  const share = (side: Side) => places.filter((place) => sideAt(place) === side).length / places.length
  if (Math.min(share('for'), share('against')) >= THRESHOLDS.camps) return 'conflict'
  const middle = mean(places) as number
  if (Math.abs(middle) < THRESHOLDS.leaning) return 'lukewarm'
  return middle > 0 ? 'aligned-for' : 'aligned-against'
}

type Round = (value: number) => number
const inSteps =
  (steps: number): Round =>
  (value) =>
    Math.round(value * steps) / steps
/** To a hundredth. */
export const round = inSteps(100)
// Few people's answers could be worked out from a figure told more exactly than it is known.
const stepsOf = (differing: number) => (differing < THRESHOLDS.manyDiffering ? 20 : 100)
const roundOr = <T extends number | null>(value: T, by: Round = round) => (value === null ? null : by(value))
const both = (interval: readonly [number, number] | null, by: Round = round) =>
  interval && ([by(interval[0]), by(interval[1])] as const)

const rounded = (one: StatementReport, steps: number, by = inSteps(steps)) => ({
  position: roundOr(one.position, by),
  dispersion: roundOr(one.dispersion, by),
  within: roundOr(one.within, by),
  between: roundOr(one.between, by),
  betweenShare: roundOr(one.betweenShare, by),
  interval: both(one.interval, by),
  intervals: one.intervals && {
    dispersion: both(one.intervals.dispersion, by) as readonly [number, number],
    within: both(one.intervals.within, by) as readonly [number, number],
  },
  agreement: roundOr(one.agreement, by),
  distribution: one.distribution && roundShares(one.distribution, steps),
  groupInformedConsensus: roundOr(one.groupInformedConsensus, by),
  qValue: roundOr(one.qValue, by),
})

const LEANS: Partial<Record<Side, Lean>> = { for: 'for', against: 'against', neither: 'undecided' }
const leanIn = (statement: StatementReport, partnerId: string): Lean | null => {
  const side = statement.cells.find((cell) => cell.partnerId === partnerId)?.side
  return (side && LEANS[side]) ?? null
}

/** A partner's stances as its cells tell them; how much of one mind it is, is its own matter. */
function partnerTold(partner: PartnerReport, statements: readonly StatementReport[]): PartnerReport {
  if (!partner.stances) return partner
  const stances = statements.flatMap((statement) => {
    const cell = statement.cells.find(({ partnerId }) => partnerId === partner.id)
    const lean = leanIn(statement, partner.id)
    return !cell || lean === null ? [] : [{ statementId: statement.id, stance: cell.stance, interval: null, lean }]
  })
  const count = (lean: Lean) => stances.filter((one) => one.lean === lean).length
  const leans = { for: count('for'), against: count('against'), undecided: count('undecided') }
  return { ...partner, cohesion: null, alpha: null, leans: stances.length > 0 ? leans : null, stances }
}

/** A pair over all its statements; on one statement alone its distance would tell how two partners' people differ. */
function pairTold(pair: PairReport, statements: readonly StatementReport[]): PairReport {
  const [one, other] = pair.partnerIds
  const sides = statements.flatMap((statement) => {
    const [a, b] = [leanIn(statement, one), leanIn(statement, other)]
    return a && b && a !== 'undecided' && b !== 'undecided' ? [a === b] : []
  })
  return {
    ...pair,
    distance: roundOr(pair.distance),
    plugIn: roundOr(pair.plugIn),
    points: roundOr(pair.points),
    sameWay: sides.filter(Boolean).length,
    opposite: sides.filter((same) => !same).length,
    furthest: pair.furthest.map(({ statementId }) => ({ statementId, distance: null })),
  }
}

function networkTold(
  network: NetworkReport,
  statements: readonly StatementReport[],
  byId: ReadonlyMap<string, StatementReport>,
): NetworkReport {
  const kinds = network.kinds.map(({ kind }) => kind)
  const present = [...kinds, ...statements.map(({ kind }) => kind)]
  const counted = [...new Set(present)].flatMap((kind) => {
    const count = statements.filter((one) => one.kind === kind).length
    return count > 0 ? [{ kind, count }] : []
  })
  if (!network.ranking) return { ...network, kinds: counted }
  const test = (found: { f: number; p: number } | null) => found && { f: round(found.f), p: round(found.p) }
  return {
    ...network,
    kinds: counted,
    betweenShare: roundOr(network.betweenShare),
    interval: both(network.interval),
    alpha: roundOr(network.alpha),
    disco: test(network.disco),
    permdisp: test(network.permdisp),
    blocs:
      network.blocs.are === 'clear'
        ? { ...network.blocs, silhouette: round(network.blocs.silhouette), stability: round(network.blocs.stability) }
        : network.blocs,
    ranking: network.ranking
      .map((bracket) => bracket.filter((id) => byId.get(id)?.between !== null))
      .filter((bracket) => bracket.length > 0),
  }
}
