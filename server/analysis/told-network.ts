import { comparable } from './bloc-distances.ts'
import { isSpreadOfTwo } from './hidden-two.ts'
import { kindsIn } from './kinds-in.ts'
import { meanGap, orderOf } from './matrix-order.ts'
import { shareOver } from './network-figures.ts'
import type { PairReport } from './pairs.ts'
import { ranking } from './ranking.ts'
import type { DisagreementReport, NetworkReport, StatementReport } from './report.ts'
import { THRESHOLDS } from './thresholds.ts'
import { both, differs, inSteps, roundOr, stepsOf } from './told-cells.ts'
import { drawnAt, type Standing } from './told-pairs.ts'

/** What the network's figures are told of: statements as the room is told them, and what was made of those. */
interface Told {
  readonly statements: readonly StatementReport[]
  readonly pairs: readonly PairReport[]
  readonly standing: Standing
}

/**
 * The network's figures as the room is told them. What can be made of what is told of statements is: the share between partners, where
 * it leaves none out, the ranking and the order of the matrix. The rest is made of people's answers, and is only told where so many of them differ
 * that a handful of figures can't tell the ways apart in which they may have answered; or where nobody does.
 */
export function networkTold({ network, statements: all }: DisagreementReport, told: Told): NetworkReport {
  const kinds = kindsIn(told.statements)
  // A workshop kept before the rest was worked out has none.
  if (!network.ranking) return { ...network, kinds }
  const differing = differingIn(all)
  const isMuch = differing.cells >= THRESHOLDS.fewestDifferingCells && differing.partners >= THRESHOLDS.fewestDiffering
  const isOfTwo = all.map(isSpreadOfTwo)
  const nobodyDiffers = differing.cells === 0 && !isOfTwo.includes(true)
  const steps = nobodyDiffers ? stepsOf(Infinity) : isMuch ? stepsOf(differing.partners) : null
  const share = shareTold(network, told.statements, (i) => isOfTwo[i] === true || all[i]?.cells.some(differs) === true)
  return {
    ...network,
    kinds,
    betweenShare: share,
    // Hidden partners of two may stand in these as they are; blocs are of shown ones.
    ...(steps === null || isOfTwo.includes(true) ? UNTOLD : ofPeople(network, share, steps)),
    blocs: blocsTold(network, told, steps),
    ranking: ranking(told.statements.filter(({ kind }) => kind !== 'too-few')),
    order: orderTold(told.standing),
  }
}

/**
 * The share over all statements, as far as each is told. Over some alone it would be another's: those of one mind, which lie
 * between partners whole, are always told, and those on which a few differ never.
 */
function shareTold(
  { betweenShare }: NetworkReport,
  told: readonly StatementReport[],
  isOfPeople: (statement: number) => boolean,
): number | null {
  // Where one partner answered alone there is nothing between partners, told or not.
  const isWhole = told.every(({ between, partners }, i) => between !== null || partners < 2 || !isOfPeople(i))
  return (betweenShare ?? null) !== null && isWhole ? roundOr(shareOver(told)) : null
}

const UNTOLD = { interval: null, alpha: null, disco: null, permdisp: null } as const

/** In how many cells people differ, and of how many partners on half of the statements or more. */
function differingIn(statements: readonly StatementReport[]): { cells: number; partners: number } {
  const times = new Map<string, number>()
  for (const { cells } of statements)
    for (const cell of cells) if (differs(cell)) times.set(cell.partnerId, (times.get(cell.partnerId) ?? 0) + 1)
  const on = [...times.values()]
  return {
    cells: on.reduce((sum, one) => sum + one, 0),
    partners: on.filter((one) => 2 * one >= statements.length).length,
  }
}

function ofPeople(network: NetworkReport, share: number | null, steps: number) {
  const by = inSteps(steps)
  const around = share === null ? null : both(network.interval, by)
  const test = (found: { f: number; p: number } | null) => found && { f: by(found.f), p: upTo(found.p, steps) }
  return {
    interval: around && ([Math.min(around[0], share as number), Math.max(around[1], share as number)] as const),
    alpha: roundOr(network.alpha, by),
    disco: test(network.disco),
    permdisp: test(network.permdisp),
  }
}

/** A probability is never told as smaller than it is. */
const upTo = (p: number, steps: number) => Math.ceil(p * steps - 1e-9) / steps

function blocsTold({ blocs }: NetworkReport, told: Told, steps: number | null): NetworkReport['blocs'] {
  if (steps === null)
    return { are: 'none-clear', why: canBeCompared(told) < THRESHOLDS.fewestForBlocs ? 'too-few-partners' : 'untold' }
  if (blocs.are !== 'clear') return blocs
  const { silhouette, stability, pValue } = blocs
  const by = inSteps(steps)
  return { ...blocs, silhouette: by(silhouette), stability: by(stability), pValue: upTo(pValue, steps) }
}

/** How many partners have enough statements in common, by where they are told to stand, to be compared at all. */
function canBeCompared({ pairs, standing }: Told): number {
  const { partnerIds, statementIds } = standing
  const common = new Int32Array(partnerIds.length ** 2)
  for (const { partnerIds: both, statementsInCommon } of pairs) {
    const [j, k] = both.map((id) => partnerIds.indexOf(id)) as [number, number]
    common[j * partnerIds.length + k] = statementsInCommon
    common[k * partnerIds.length + j] = statementsInCommon
  }
  return comparable(common, partnerIds.length, statementIds.length).length
}

/** Like beside like, by where partners are told to stand. */
function orderTold(standing: Standing): NetworkReport['order'] {
  const byPartner = drawnAt(standing)
  const rows = byPartner.map((row) => Float64Array.from(row, (at) => at ?? Number.NaN))
  return orderOf({
    ...standing,
    byStatement: standing.statementIds.map((_, s) => byPartner.map((row) => row[s] ?? null)),
    partnerGap: (j, k) => meanGap(rows[j] as Float64Array, rows[k] as Float64Array),
  })
}
