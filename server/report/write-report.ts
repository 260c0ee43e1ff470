import type { DisagreementReport, StatementReport } from '#server/analysis/report.ts'
import type { Structure } from '#server/analysis/structure.ts'
import type { Suppressed } from '#server/analysis/suppression.ts'
import { headlineOf, labelOf } from '#server/vocabulary/label.ts'
import type { PrintedReport } from './printed-report.ts'
import { figure, inOneLine, percent, range, SAID, saidOf } from './report-words.ts'
import { writeBeside, writeRead } from './write-beside.ts'
import { writeNetwork } from './write-network.ts'

/** The report as text a convenor can read: what was read, the headline, statements by kind, and what stands beside them. */
export function writeReport(report: PrintedReport): string {
  const { network, statements } = report
  const found = headlineOf(report)
  const headline = found.map(({ kind, count }) => `${count} ${SAID[kind].toLowerCase()}`).join(' · ')
  const sections = found.map(({ kind }) => {
    const these = statements.filter((statement) => labelOf(statement) === kind)
    const farthestFirst = these.sort((a, b) => (b.between ?? b.dispersion ?? 0) - (a.between ?? a.dispersion ?? 0))
    return [
      `${SAID[kind]} (${these.length})`,
      ...farthestFirst.map((statement) => writeStatement(statement, report)),
    ].join('\n\n')
  })
  const who = `${network.people} people from ${network.partners} partners, ${network.statements} statements`
  const rule =
    report.minimumCell > 1
      ? `A partner’s answers are shown from ${report.minimumCell} people on a statement.`
      : 'Every partner’s answers are shown.'
  const counted = report.countedBy.people.includes('kind') ? BY_PEOPLE : 'Each partner counts once, whatever its size.'
  const beside = [...writeNetwork(report), ...writeBeside(report)]
  return [...writeRead(report.read, report.is), who, counted, headline, ...sections, ...beside, rule].join('\n\n')
}

const BY_PEOPLE = `Every person counts once: in where the network leans, what is unclear, how far apart people are, and so in what is said of each
statement. Each partner still counts once in pairs, blocs and what changed. Intervals are of counting partners, so there are none.`

const STRUCTURE_WORDS: Readonly<Record<Structure['is'], string>> = {
  'cross-cutting': 'A real dispute between people, which cuts across partners.',
  diffuse: 'It goes with nothing else that people say: the words have no settled meaning.',
  'cannot-tell': 'Whether a real dispute or words without a settled meaning: too few statements or people to tell.',
}

const HIDDEN = [
  ['too-few', 'One partner has too few people to be shown.', 'partners have too few people to be shown.'],
  [
    'protects-others',
    'One partner isn’t shown, for it would give others’ answers away.',
    'partners aren’t shown, for they would give others’ answers away.',
  ],
] as const

function writeStatement(statement: StatementReport, report: DisagreementReport): string {
  const label = (id: string) => inOneLine(report.partners.find((partner) => partner.id === id)?.label ?? id)
  const named = (side: string) =>
    statement.cells.filter((cell) => cell.side === side).map((cell) => label(cell.partnerId))
  const sides = [
    ['for', named('for')],
    ['against', named('against')],
    ['not clear', named('unclear')],
  ] as const
  const said = sides.filter(([, who]) => who.length > 0).map(([side, who]) => `${side}: ${who.join(', ')}`)
  const because = (reason: Suppressed) => statement.cells.filter(({ suppressed }) => suppressed === reason).length
  const figures = [
    `${statement.people} people from ${statement.partners} of ${statement.partnersAsked} partners`,
    `position ${figure(statement.position)}`,
    `unclear ${percent(statement.unsure)}`,
    statement.kindBy === 'partners'
      ? 'one voice a partner'
      : `between partners ${figure(statement.between)}${range(statement.interval)}, ${percent(statement.betweenShare)} of the spread`,
    `one peak or two (A) ${figure(statement.agreement)}`,
  ]
  const lines = [
    statement.id === statement.text
      ? inOneLine(statement.id)
      : `${inOneLine(statement.id)}  ${inOneLine(statement.text)}`,
    figures.join(' · '),
    ...(said.length > 0 ? [said.join(' · ')] : []),
    ...HIDDEN.flatMap(([reason, one, many]) => {
      const hidden = because(reason)
      return hidden === 0 ? [] : [hidden === 1 ? one : `${hidden} ${many}`]
    }),
    ...(statement.orKind ? [`${saidOf(statement)}.`] : []),
    ...(statement.structure ? [STRUCTURE_WORDS[statement.structure.is]] : []),
  ]
  return lines.map((line, i) => (i === 0 ? `  ${line}` : `      ${line}`)).join('\n')
}
