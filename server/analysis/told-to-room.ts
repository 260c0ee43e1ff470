import type { OwnKind } from '#server/vocabulary/kind.ts'
import { isSpreadOfTwo } from './hidden-two.ts'
import { areTooFew } from './own-kind.ts'
import { mean } from './position.ts'
import type { Cell, DisagreementReport, PartnerReport, Side, StatementReport } from './report.ts'
import { roundShares } from './round-shares.ts'
import type { Lean } from './stance-interval.ts'
import { reaches, THRESHOLDS } from './thresholds.ts'
import { both, cellTold, differs, inSteps, placeOf, round, roundOr, sideAt, stepsOf } from './told-cells.ts'
import { networkTold } from './told-network.ts'
import { pairsTold, standingIn } from './told-pairs.ts'
import { SPREAD_UNTOLD } from './untold.ts'

/**
 * What everybody in the room may be told of a report: how a partner's own people differ is theirs, so a partner stands where its
 * middle answer is, and nothing of its spread is told. Figures made of people's spread are told from four partners on whose
 * people differ, and rounded: whoever knows none of their answers can't work out from one statement's that one of them is split.
 * Whoever knows those of some can of others at times (DECISIONS.md). Where hidden partners of two or more stand in figures the kind, what
 * is unclear and roughly where the network leans are told, and nothing else. With a minimum of one (a named voice) nothing is hidden.
 * What was told once may be handed in again: no more is told of it.
 */
export function toldToRoom(report: DisagreementReport): DisagreementReport {
  if (report.minimumCell <= 1) return report
  const statements = statementsTold(report.statements)
  const standing = standingIn(report.partners, statements)
  const pairs = pairsTold(standing, report.scale)
  const stances = stancesTold(statements)
  return {
    ...report,
    statements,
    partners: report.partners.map((partner) => partnerTold(partner, stances.get(partner.id) ?? [])),
    // A workshop kept before these were worked out has none.
    pairs: report.pairs && pairs,
    network: networkTold(report, { statements, pairs, standing }),
  }
}

/**
 * Statements as the room is told them. q of one hangs on p of all, so where one statement's spread isn't told none is, and else it is
 * told as exactly as the statement on which fewest partners' people differ.
 */
export function statementsTold(all: readonly StatementReport[]): StatementReport[] {
  const told = all.map(statementTold)
  const differing = all.map(differingIn)
  // One on which too few answered has no p, and so no part in the others' q.
  const isUntold = told.some(
    (one, i) =>
      (differing[i] !== 0 || isSpreadOfTwo(all[i] as StatementReport)) &&
      one.distribution === null &&
      !areTooFew(one, one.partnersAsked),
  )
  const steps = stepsOf(Math.min(...differing.filter((partners) => partners > 0)))
  return told.map((one) => ({ ...one, qValue: isUntold ? null : roundOr(one.qValue, inSteps(steps)) }))
}

const differingIn = ({ cells }: Pick<StatementReport, 'cells'>) => cells.filter(differs).length

/** One statement's report as the room is told it. */
export function statementTold(statement: StatementReport): StatementReport {
  const differing = differingIn(statement)
  const cells = statement.cells.map(cellTold)
  const always = { cells, kindProbability: null, worstPartner: null, pValue: null }
  const isOfTwo = isSpreadOfTwo(statement)
  if (differing === 0 && !isOfTwo) return { ...statement, ...always }
  // Of a few partners whose people differ, every figure made of the difference would tell how.
  if (differing > 0 && differing < THRESHOLDS.fewestDiffering)
    return { ...statement, ...SPREAD_UNTOLD, position: middleOf(cells), ...always, ...kindTold(statement, cells) }
  if (isOfTwo) return { ...statement, ...SPREAD_UNTOLD, ...leanTold(statement), ...roughly(statement), ...always }
  // That partners are mixed inside is a finding on all of them; with its figures beside it, it would tell it of each.
  const mixed = [statement.kind, statement.orKind].includes('mixed') && differing < THRESHOLDS.manyDiffering
  if (mixed) return { ...statement, ...SPREAD_UNTOLD, position: middleOf(cells), ...roughly(statement), ...always }
  return { ...statement, ...rounded(statement, stepsOf(differing)), ...roughly(statement), ...always }
}

/**
 * Where a network leans whose partners are hidden, in steps that leave many answers behind it; and where it isn't clear of which kind
 * it is, not even that, for which two it may be is drawn from all answers.
 */
const leanTold = ({ kind, orKind, position }: StatementReport) => ({
  position: orKind || kind === 'too-few' ? null : roundOr(position, inSteps(LEAN_STEPS)),
  dependsOnCounting: null,
})
const LEAN_STEPS = 5

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
  if (reaches(statement.unsure ?? 0, THRESHOLDS.unclear)) return 'unclear'
  if (places.length < THRESHOLDS.fewestPartners) return 'too-few'
  const share = (side: Side) => places.filter((place) => sideAt(place) === side).length / places.length
  const smaller = Math.min(share('for'), share('against'))
  if (reaches(smaller, THRESHOLDS.camps)) return 'conflict'
  // Somebody is seen to stand far from all the others, as the same answers of people would be found to.
  if (smaller > 0 && reaches(meanGapOf(places), THRESHOLDS.between)) return 'same-side'
  const middle = mean(places) as number
  if (!reaches(Math.abs(middle), THRESHOLDS.leaning)) return 'lukewarm'
  return middle > 0 ? 'aligned-for' : 'aligned-against'
}

/** How far apart two places are on average, whichever two. */
const meanGapOf = (places: readonly number[]) =>
  mean(places.flatMap((one) => places.map((other) => Math.abs(one - other)))) ?? 0

/** What lies behind a mixed statement, without the figures that say so: they are made of every answer there is. */
const roughly = ({ structure }: StatementReport) => ({
  structure: structure && structure.is !== 'cannot-tell' ? { is: structure.is, score: null, pValue: null } : structure,
})

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

const leanIn = (side: Side | null): Lean | null => (side && LEANS[side]) ?? null

/** Where each partner is told to stand, by partner, in the order of the statements. */
function stancesTold(
  statements: readonly StatementReport[],
): Map<string, NonNullable<PartnerReport['stances']>[number][]> {
  const byPartner = new Map<string, NonNullable<PartnerReport['stances']>[number][]>()
  for (const statement of statements)
    for (const { partnerId, side, stance } of statement.cells) {
      const lean = leanIn(side)
      if (lean === null) continue
      const own = byPartner.get(partnerId) ?? []
      byPartner.set(partnerId, own)
      own.push({ statementId: statement.id, stance, interval: null, lean })
    }
  return byPartner
}

/** A partner's stances as its cells tell them; how much of one mind it is, is its own matter. */
function partnerTold(partner: PartnerReport, stances: NonNullable<PartnerReport['stances']>): PartnerReport {
  if (!partner.stances) return partner
  const count = (lean: Lean) => stances.filter((one) => one.lean === lean).length
  const leans = { for: count('for'), against: count('against'), undecided: count('undecided') }
  return { ...partner, cohesion: null, alpha: null, leans: stances.length > 0 ? leans : null, stances }
}
