import type { Kind } from '#server/vocabulary/kind.ts'
import { agreement } from './agreement.ts'
import { benjaminiHochberg } from './benjamini-hochberg.ts'
import { cellsOf } from './cells.ts'
import { groupInformedConsensus, support } from './common-ground.ts'
import { disperse } from './dispersion.ts'
import { uncertainties } from './interval.ts'
import type { Matrix } from './matrix.ts'
import { countVoices, namedKind } from './named-kind.ts'
import { isTooFew, ownKind, sureness } from './own-kind.ts'
import { betweenPValue } from './permutation.ts'
import { distribution, position, unsureShare } from './position.ts'
import type { Cell, DisagreementReport, StatementReport } from './report.ts'
import { asPeople, type Tally, tally } from './tally.ts'
import { THRESHOLDS } from './thresholds.ts'

export interface AnalyseOptions {
  /** How many people of a partner must have answered a statement before its answers are shown; 1 shows everything. */
  readonly minimumCell: number
  /** Counts every person as one instead of every partner: for comparison, never for the headline. */
  readonly peopleEqual?: boolean
}

/** The order in which kinds are talked about: what is unclear first, because part of a split goes once the words are clear. */
export const TALK_ORDER: readonly Kind[] = [
  'unclear',
  'split',
  'conflict',
  'one-against-many',
  'same-side',
  'mixed',
  'lukewarm',
  'shared-yes',
  'aligned-for',
  'shared-no',
  'aligned-against',
  'too-few',
]

/** The front door: who answered what -> where partners disagree, are only unclear, or agree. Same input, same bits. */
export function analyse(matrix: Matrix, options: AnalyseOptions): DisagreementReport {
  const found = matrix.statements.map((_, statement) => analyseStatement(matrix, statement, options))
  const adjusted = benjaminiHochberg(found.map(({ pValue }) => pValue))
  const statements = found.map((report, i) => ({ ...report, qValue: adjusted[i] ?? null }))
  return {
    voice: matrix.voice,
    scale: matrix.scale,
    minimumCell: minimumOf(matrix, options),
    partners: partnersOf(matrix, options),
    statements,
    network: {
      partners: new Set(matrix.partnerOf).size,
      people: matrix.partnerOf.length,
      statements: statements.length,
      kinds: TALK_ORDER.map((kind) => ({
        kind,
        count: statements.filter((statement) => statement.kind === kind).length,
      })).filter(({ count }) => count > 0),
      betweenShare: networkShare(statements),
    },
  }
}

// With a named voice partners have agreed to be shown: there is one voice each, and nothing to hide.
const minimumOf = ({ voice }: Matrix, { minimumCell }: AnalyseOptions) => (voice === 'named' ? 1 : minimumCell)

function partnersOf(matrix: Matrix, options: AnalyseOptions): DisagreementReport['partners'] {
  return matrix.partners.map(({ id, label }, j) => {
    const people = matrix.partnerOf.filter((partner) => partner === j).length
    return { id, label, people: people > 0 && people < minimumOf(matrix, options) ? null : people }
  })
}

/** One statement's report, before it is compared with the others. Under the minimum of people only their number is told. */
export function analyseStatement(matrix: Matrix, statement: number, options: AnalyseOptions): StatementReport {
  const report = figuresOf(matrix, statement, options)
  return report.people < minimumOf(matrix, options) ? { ...report, ...UNTOLD } : report
}

// So few answers that their totals would tell whose they are.
const UNTOLD = {
  position: null,
  unsure: null,
  dispersion: null,
  within: null,
  between: null,
  betweenShare: null,
  interval: null,
  intervals: null,
  agreement: null,
  distribution: null,
  groupInformedConsensus: null,
  worstPartner: null,
  pValue: null,
} as const

function figuresOf(matrix: Matrix, statement: number, options: AnalyseOptions): StatementReport {
  const byPartner = tally(matrix, statement)
  const counted = options.peopleEqual ? asPeople(byPartner) : byPartner
  const cells = cellsOf(byPartner, matrix.partners, minimumOf(matrix, options))
  const shares = distribution(counted)
  const { id, text } = matrix.statements[statement] as { id: string; text: string }
  return {
    id,
    text,
    people: byPartner.reduce((sum, { n, unsure }) => sum + n + unsure, 0),
    partners: byPartner.filter(({ n, unsure }) => n + unsure > 0).length,
    partnersAsked: matrix.partners.length,
    position: position(counted),
    unsure: unsureShare(counted),
    agreement: shares && agreement(shares),
    distribution: shares,
    groupInformedConsensus: groupInformedConsensus(byPartner),
    worstPartner: worstShown(byPartner, cells),
    ...(matrix.voice === 'named' ? namedFigures(byPartner) : ownFigures(matrix, statement, byPartner, options)),
    qValue: null,
    cells,
  }
}

type KindFigures = Pick<
  StatementReport,
  | 'dispersion'
  | 'within'
  | 'between'
  | 'betweenShare'
  | 'interval'
  | 'intervals'
  | 'kind'
  | 'kindBy'
  | 'kindProbability'
  | 'orKind'
  | 'dependsOnCounting'
  | 'pValue'
  | 'voices'
>

/** One voice a partner: within and between can't be told apart and no interval is honest, so partners are counted. */
function namedFigures(all: Tally): KindFigures {
  const voices = countVoices(all)
  const none = {
    within: null,
    between: null,
    betweenShare: null,
    interval: null,
    intervals: null,
    pValue: null,
    kindProbability: null,
    orKind: null,
  }
  return {
    ...none,
    dispersion: voices.dispersion,
    kind: namedKind(voices, all.length),
    kindBy: 'partners',
    dependsOnCounting: null,
    voices,
  }
}

function ownFigures(matrix: Matrix, statement: number, all: Tally, options: AnalyseOptions): KindFigures {
  const found = disperse(all)
  const around = uncertainties(all, found)
  const kind = ownKind(all, found, all.length)
  const { plugIn: _, ...figures } = found
  const common = {
    ...figures,
    interval: around?.between?.interval ?? null,
    intervals: around && { dispersion: around.dispersion.interval, within: around.within.interval },
    pValue: kind === undefined || kind === 'too-few' ? null : betweenPValue(matrix, statement, found.between),
    voices: null,
  }
  if (kind === undefined)
    return {
      ...common,
      kind: namedKind(countVoices(all), all.length),
      kindBy: 'partners',
      kindProbability: null,
      orKind: null,
      dependsOnCounting: null,
    }

  const sure = sureness(all, found, all.length, kind)
  return {
    ...common,
    kind,
    kindBy: 'people',
    kindProbability: sure.probability,
    orKind: sure.probability < THRESHOLDS.kindProbability ? (sure.or ?? null) : null,
    dependsOnCounting: isTooFew(all, all.length) || options.peopleEqual ? null : leansOtherwise(all),
  }
}

/** Whether counting people instead of partners would put the network on the other side of the middle, or of "unclear". */
function leansOtherwise(all: Tally): boolean {
  const people = asPeople(all)
  const side = (at: number | null) => (at === null || Math.abs(at) < THRESHOLDS.leaning ? 0 : Math.sign(at))
  const isUnclear = (share: number | null) => (share ?? 0) >= THRESHOLDS.unclear
  return (
    side(position(all)) !== side(position(people)) || isUnclear(unsureShare(all)) !== isUnclear(unsureShare(people))
  )
}

/** The partner that supports it least, among those whose answers may be shown. */
function worstShown(all: Tally, cells: readonly Cell[]): StatementReport['worstPartner'] {
  const shown = all.flatMap((partner, j) => {
    const cell = cells[j] as Cell
    return cell.suppressed || cell.counts === null || partner.n + partner.unsure === 0
      ? []
      : [{ partnerId: cell.partnerId, support: support(partner) }]
  })
  return shown.sort((a, b) => a.support - b.support)[0] ?? null
}

function networkShare(statements: readonly StatementReport[]): number | null {
  const known = statements.filter(({ dispersion, between }) => dispersion !== null && between !== null)
  const dispersion = known.reduce((sum, statement) => sum + (statement.dispersion as number), 0)
  if (dispersion < 1e-12) return null
  return known.reduce((sum, statement) => sum + (statement.between as number), 0) / dispersion
}
