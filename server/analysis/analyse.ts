import { agreement } from './agreement.ts'
import { sizeOf } from './basis.ts'
import { benjaminiHochberg } from './benjamini-hochberg.ts'
import { cellsOf } from './cells.ts'
import { groupInformedConsensus, support } from './common-ground.ts'
import { namedFigures, ownFigures } from './kind-figures.ts'
import { kindOf } from './kind-of.ts'
import { kindsIn } from './kinds-in.ts'
import type { Matrix } from './matrix.ts'
import { networkFigures } from './network-figures.ts'
import type { Answered } from './own-kind.ts'
import { pairReports, partnerFigures } from './partner-figures.ts'
import { distribution, position, unsureShare } from './position.ts'
import type { Cell, DisagreementReport, StatementReport } from './report.ts'
import { respondents } from './respondents.ts'
import { type Shown, shownOf } from './shown.ts'
import { structureTest } from './structure.ts'
import { reasonToTell } from './suppression.ts'
import { asPeople, type PartnerTally, type Tally, tally } from './tally.ts'
import { ontoPoints, told } from './told.ts'
import { toldAnswers } from './told-answers.ts'
import { FIGURES_UNTOLD } from './untold.ts'

export interface AnalyseOptions {
  /** How many people of a partner must have answered a statement before its answers are shown; 1 shows everything. */
  readonly minimumCell: number
  /** Counts every person as one instead of every partner: for comparison, never for the headline. */
  readonly peopleEqual?: boolean
  /** By statement id the partners of which nothing may be told because of an earlier sitting; see sittings.ts. */
  readonly toldBefore?: Readonly<Record<string, readonly string[]>>
}

/** The front door: who answered what -> where partners disagree, are only unclear, or agree. Same input, same bits. */
export function analyse(matrix: Matrix, options: AnalyseOptions): DisagreementReport {
  return joinStatements(
    matrix,
    eachStatement(matrix, (statement) => analyseStatement(matrix, statement, options)),
    options,
  )
}

/**
 * What is found of every statement, in their order. Those that as many people answered are taken one after another, for orders.ts
 * has the less to do the nearer the next statement is in that; what is found is the same.
 */
export function eachStatement<Found>(matrix: Matrix, find: (statement: number) => Found): Found[] {
  const given = matrix.statements.map((_, s) => tally(matrix, s).reduce((sum, { n }) => sum + n, 0))
  const found = new Array<Found>(given.length)
  for (const statement of [...given.keys()].sort((a, b) => (given[a] as number) - (given[b] as number)))
    found[statement] = find(statement)
  return found
}

/** Makes the whole report of what was found of each statement: compares them, and adds partners, pairs and the network. */
export function joinStatements(
  matrix: Matrix,
  found: readonly StatementReport[],
  options: AnalyseOptions,
): DisagreementReport {
  const adjusted = benjaminiHochberg(found.map(({ pValue }) => pValue))
  const answers = toldAnswers(matrix, found)
  const everybody = respondents(answers.everybody)
  const test = structureTest(everybody)
  const statements = found.map((report, i) => ({
    ...report,
    qValue: adjusted[i] ?? null,
    structure: report.kind === 'mixed' || report.orKind === 'mixed' ? test(i) : null,
  }))
  const shown = shownOf(matrix, answers.shown, statements)
  const published = statements.map((report, s) => ({
    ...report,
    cells: withReasonsToTell(report.cells, tally(matrix, s), minimumOf(matrix, options)),
  }))
  return {
    voice: matrix.voice,
    scale: matrix.scale,
    minimumCell: minimumOf(matrix, options),
    partners: partnersOf(matrix, shown, options),
    pairs: pairReports(matrix, shown),
    statements: published,
    network: {
      partners: new Set(matrix.partnerOf).size,
      people: matrix.partnerOf.length,
      statements: statements.length,
      kinds: kindsIn(statements),
      ...networkFigures(
        matrix,
        { everybody, shown: answers.shown === answers.everybody ? everybody : respondents(answers.shown) },
        shown,
        statements,
      ),
    },
  }
}

// With a named voice partners have agreed to be shown: there is one voice each, and nothing to hide.
export const minimumOf = ({ voice }: Matrix, { minimumCell }: AnalyseOptions) => (voice === 'named' ? 1 : minimumCell)

function partnersOf(matrix: Matrix, shown: Shown, options: AnalyseOptions): DisagreementReport['partners'] {
  return matrix.partners.map(({ id, label }, j) => {
    const people = matrix.partnerOf.filter((partner) => partner === j).length
    const hidden = people > 0 && people < minimumOf(matrix, options)
    return { id, label, people: hidden ? null : people, ...partnerFigures(matrix, shown, j) }
  })
}

/** One statement's report, before it is compared with the others. Under the minimum of people only their number is told. */
export function analyseStatement(matrix: Matrix, statement: number, options: AnalyseOptions): StatementReport {
  const report = figuresOf(matrix, statement, options)
  return report.people < minimumOf(matrix, options) ? { ...report, ...UNTOLD } : report
}

// Whatever else was said would tell whose answers these are.
const UNTOLD = {
  ...FIGURES_UNTOLD,
  basis: 'none',
  kind: 'too-few',
  kindBy: 'people',
  kindProbability: null,
  orKind: null,
  dependsOnCounting: null,
  groupInformedConsensus: null,
  worstPartner: null,
  pValue: null,
  voices: null,
} as const

function figuresOf(matrix: Matrix, statement: number, options: AnalyseOptions): StatementReport {
  const all = tally(matrix, statement)
  const cells = cellsOf(all, matrix.partners, minimumOf(matrix, options), silentOn(matrix, statement, options))
  const named = matrix.voice === 'named'
  const asked = matrix.partners.length
  const tell = told(all, cells)
  const answered = countsOf(all, cells)
  const kind = kindOf(tell, answered, asked)
  const counted = options.peopleEqual ? asPeople(tell.once) : tell.together
  const shares = distribution(counted)
  const distributed = shares && ontoPoints(shares, matrix.scale)
  const { id, text } = matrix.statements[statement] as { id: string; text: string }
  return {
    id,
    text,
    basis: tell.basis,
    ...answered,
    partnersAsked: asked,
    position: position(counted),
    unsure: unsureShare(counted),
    agreement: distributed && agreement(distributed),
    distribution: distributed,
    groupInformedConsensus: groupInformedConsensus(tell.together),
    worstPartner: worstShown(all, cells),
    ...(named ? namedFigures(all) : ownFigures(tell, kind, asked, options.peopleEqual)),
    qValue: null,
    structure: null,
    cells,
  }
}

/** Whether an earlier sitting or this one keeps somebody hidden must not be told: the one would tell how much changed. */
function withReasonsToTell(cells: readonly Cell[], all: Tally, minimum: number): readonly Cell[] {
  if (!cells.some(({ suppressed }) => suppressed === 'told-before')) return cells
  return cells.map((cell, j) => ({
    ...cell,
    suppressed: reasonToTell(cell.suppressed, all[j] as PartnerTally, minimum),
  }))
}

/** One statement's cells as the whole report has them. */
export function publishedCells(matrix: Matrix, statement: number, options: AnalyseOptions): readonly Cell[] {
  const [all, minimum] = [tally(matrix, statement), minimumOf(matrix, options)]
  const cells = cellsOf(all, matrix.partners, minimum, silentOn(matrix, statement, options))
  return withReasonsToTell(cells, all, minimum)
}

/** The partners, as places, of which nothing may be told on a statement because of an earlier sitting. */
export function silentOn(
  { partners, statements }: Matrix,
  at: number,
  { toldBefore }: AnalyseOptions,
): Set<number> | undefined {
  const silent = toldBefore?.[(statements[at] as { id: string }).id]
  return silent && new Set(partners.flatMap(({ id }, j) => (silent.includes(id) ? [j] : [])))
}

/** How many answered. Of a hidden partner nobody is told which answers were "not our remit", so these count as well. */
function countsOf(all: Tally, cells: readonly Cell[]): Answered {
  const counted = all.map((partner, j) =>
    (cells[j] as Cell).suppressed ? sizeOf(partner) : partner.n + partner.unsure,
  )
  return { people: counted.reduce((sum, n) => sum + n, 0), partners: counted.filter((n) => n > 0).length }
}

/** The partner that supports it least, among those whose answers may be shown; of one mind it counts as the side that is told. */
function worstShown(all: Tally, cells: readonly Cell[]): StatementReport['worstPartner'] {
  const shown = all.flatMap((partner, j) => {
    const cell = cells[j] as Cell
    return cell.suppressed || partner.n + partner.unsure === 0
      ? []
      : [{ partnerId: cell.partnerId, support: supportTold(partner, cell) }]
  })
  return shown.sort((a, b) => a.support - b.support)[0] ?? null
}

function supportTold(partner: PartnerTally, { unanimous, counts, side }: Cell): number {
  if (!unanimous || counts !== null) return support(partner)
  return ((side === 'for' ? partner.n : 0) + 1) / (partner.n + partner.unsure + 2)
}
