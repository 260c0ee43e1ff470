import type { DisagreementReport, StatementReport } from '#server/analysis/report.ts'
import type { Kind } from '#server/vocabulary/kind.ts'
import { headlineOf, type Label, labelOf } from '#server/vocabulary/label.ts'

/** Kinds in words, as the pages say them. */
export const KIND_WORDS: Readonly<Record<Kind, string>> = {
  'too-few': 'Too few to say',
  unclear: 'Unclear',
  conflict: 'Partners disagree',
  'same-side': 'Same side, different strength',
  mixed: 'Mixed inside partners',
  'aligned-for': 'Shared: for',
  'aligned-against': 'Shared: against',
  lukewarm: 'Lukewarm',
  split: 'Split',
  'one-against-many': 'One against many',
  'shared-yes': 'Shared: yes',
  'shared-no': 'Shared: no',
}

const SAID: Readonly<Record<Label, string>> = { ...KIND_WORDS, 'not-clear': 'Not clear yet' }

const figure = (value: number | null, digits = 2) => (value === null ? '–' : value.toFixed(digits))
const percent = (value: number) => `${Math.round(value * 100)} %`

/** The report as text a convenor can read: the headline, then statements by kind, unclear first. */
export function writeReport(report: DisagreementReport): string {
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
  return [who, headline, ...sections, rule].join('\n\n')
}

function writeStatement(statement: StatementReport, report: DisagreementReport): string {
  const label = (id: string) => report.partners.find((partner) => partner.id === id)?.label ?? id
  const named = (side: string) =>
    statement.cells.filter((cell) => cell.side === side).map((cell) => label(cell.partnerId))
  const sides = [
    ['for', named('for')],
    ['against', named('against')],
    ['not clear', named('unclear')],
  ] as const
  const said = sides.filter(([, who]) => who.length > 0).map(([side, who]) => `${side}: ${who.join(', ')}`)
  const hidden = statement.cells.filter((cell) => cell.suppressed).length
  const figures = [
    `${statement.people} people from ${statement.partners} of ${statement.partnersAsked} partners`,
    `position ${figure(statement.position)}`,
    `unclear ${statement.unsure === null ? '–' : percent(statement.unsure)}`,
    statement.interval
      ? `between partners ${figure(statement.between)} (${figure(statement.interval[0])} to ${figure(statement.interval[1])})`
      : 'one voice a partner',
  ]
  const doubt = statement.orKind
    ? [`Not clear yet: ${KIND_WORDS[statement.kind].toLowerCase()} or ${KIND_WORDS[statement.orKind].toLowerCase()}.`]
    : []
  const lines = [
    `${statement.id}  ${statement.text.replace(/\s+/g, ' ')}`,
    figures.join(' · '),
    ...(said.length > 0 ? [said.join(' · ')] : []),
    ...(hidden > 0 ? [`${hidden} partners have too few people to be shown.`] : []),
    ...doubt,
  ]
  return lines.map((line, i) => (i === 0 ? `  ${line}` : `      ${line}`)).join('\n')
}
