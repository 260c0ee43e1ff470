import type { PairReport } from '#server/analysis/pairs.ts'
import type { Blocked, DisagreementReport } from '#server/analysis/report.ts'
import { figure, inOneLine, percent, range } from './report-words.ts'

// More pairs than this are read in a table, and stand in the JSON.
const MOST_PAIRS = 20

const NO_BLOCS: Readonly<Record<Extract<Blocked, { are: 'none-clear' }>['why'], string>> = {
  'single-voice': 'one voice a partner, so chance can’t be told from blocs',
  'too-few-partners': 'too few partners to compare',
  'no-grouping': 'no grouping without a bloc of one',
  'like-chance': 'random labels group as well',
  untold:
    'told where the people of four partners or more differ on at least half of the statements, and forty times or more in all',
  unstable: 'they don’t come up again when people are drawn anew',
}

/** The whole network's figures, and pairs of partners, as two sections of text. */
export function writeNetwork(report: DisagreementReport): string[] {
  const { network } = report
  const label = (id: string) => inOneLine(report.partners.find((partner) => partner.id === id)?.label ?? id)
  // What chance leaves under nothing is shown as nothing.
  const atLeast0 = (value: number) => percent(Math.max(0, value))
  const share =
    network.betweenShare === null ? '–' : `${atLeast0(network.betweenShare)}${range(network.interval, atLeast0)}`
  const blocs =
    network.blocs.are === 'clear'
      ? `Blocs: ${network.blocs.blocs.map((bloc) => bloc.map(label).join(', ')).join(' | ')}`
      : `No clear blocs: ${NO_BLOCS[network.blocs.why]}`
  const brackets = network.ranking.map((ids) => `[${ids.map(inOneLine).join(', ')}]`).join(' ')
  return [
    [
      'The network',
      `  Of how far apart people are, ${share} lies between partners.`,
      `  Whether people order the statements alike (alpha, 1 fully, 0 as by chance): ${figure(network.alpha)}`,
      `  ${blocs}`,
      `  Farthest apart first, no order inside brackets: ${brackets || '–'}`,
    ].join('\n'),
    ...writePairs(report.pairs, label),
  ]
}

function writePairs(pairs: readonly PairReport[], label: (id: string) => string): string[] {
  if (pairs.length === 0) return []
  const farthestFirst = pairs.toSorted((a, b) => (b.distance ?? -2) - (a.distance ?? -2))
  const lines = farthestFirst.slice(0, MOST_PAIRS).map((pair) => {
    const apart = pair.tooLittleInCommon
      ? 'too little in common'
      : `${figure(pair.points)} points apart, distance ${figure(pair.distance)}${pair.singleVoice ? ' (single voice: too large)' : ''}`
    const sides = `same way on ${pair.sameWay}, opposite on ${pair.opposite} of ${pair.statementsInCommon}`
    return `  ${pair.partnerIds.map(label).join(' and ')}: ${apart} · ${sides}`
  })
  const rest = pairs.length - lines.length
  return [['Pairs, farthest first', ...lines, ...(rest > 0 ? [`  … and ${rest} more with --json`] : [])].join('\n')]
}
