'use client'
import { useTranslations } from 'use-intl/react'
import type { Row } from '#app/_chart/marks.ts'
import { drawRows } from '#app/_chart/picture.ts'
import { RowsChart } from '#app/_chart/rows-chart.tsx'
import { sayList } from '#app/_words/say-day.ts'
import { sayFigure } from '#app/_words/say-number.ts'
import type { DisagreementReport, StatementReport } from '#server/analysis/report.ts'
import { isDiffering } from '#server/vocabulary/differs.ts'
import { ChartFrame, Undrawn } from './chart-frame.tsx'
import { isSpreadUntold } from './spread-untold.ts'

/** Statements by how far apart organisations stand, in brackets within which no order can be told. */
export function ApartSection({ report, about }: { report: DisagreementReport; about: string }) {
  const t = useTranslations('differ')
  const answers = useTranslations('answers')
  const { ranking, betweenShare, interval } = report.network
  const [first = []] = ranking
  const noOf = (id: string) => report.statements.findIndex((statement) => statement.id === id) + 1
  const statementOf = (id: string) => report.statements.find((statement) => statement.id === id) as StatementReport
  const list = sayList(first.map((id) => `${noOf(id)}`))
  // Of statements that are left out none is said to be nearer than these.
  const isPart = report.statements.some(isSpreadUntold)
  const finding =
    first.length === 0
      ? t('apartNone')
      : first.length === 1
        ? t(isPart ? 'apartFirstTold' : 'apartFirst', { no: noOf(first[0] as string) })
        : t(isPart ? 'apartSomeTold' : 'apartSome', { list })
  const notes = (
    <>
      {/* Of statements that are left out it is said why, also where none is left. */}
      {isPart && <p className="small muted">{t('spreadUntold')}</p>}
      {betweenShare !== null && (
        <p>
          {percent(betweenShare) === 0
            ? t('shareNone')
            : interval
              ? t('share', { share: percent(betweenShare), low: percent(interval[0]), high: percent(interval[1]) })
              : t('shareAlone', { share: percent(betweenShare) })}
        </p>
      )}
      <Differing report={report} />
    </>
  )
  if (first.length === 0)
    return (
      <Undrawn id="apart" topic={t('apart')} finding={finding} how={<p>{t('apartHow')}</p>}>
        {notes}
      </Undrawn>
    )
  const ends = [{ share: 1, left: answers('least'), right: answers('most') }]
  const labelOf = (statement: StatementReport) => `${noOf(statement.id)}. ${statement.text}`
  const rowOf = (id: string): Row => {
    const statement = statementOf(id)
    const { at, low, high } = placesOf(statement)
    const values = { value: sayFigure(at, 2), low: sayFigure(low, 2), high: sayFigure(high, 2) }
    return {
      key: id,
      label: labelOf(statement),
      lanes: [
        {
          share: 1,
          zero: 0,
          marks: [
            { is: 'range', from: low, to: high },
            { is: 'tick', at, tone: 'primary' },
          ],
        },
      ],
      words: high < 0.005 ? t('rankedNone') : t('rankedWords', values),
    }
  }
  return (
    <ChartFrame
      id="apart"
      topic={t('apart')}
      finding={finding}
      about={about}
      file="statements"
      sheet={() => ({
        head: [answers('statement'), t('place'), t('distance'), t('low'), t('high')],
        rows: ranking.flatMap((bracket, i) =>
          bracket.map((id) => {
            const { between, interval: around } = statementOf(id)
            const shown = (value: number | undefined | null) => (value == null ? null : sayFigure(clip(value), 2))
            return [labelOf(statementOf(id)), i + 1, shown(between), shown(around?.[0]), shown(around?.[1])]
          }),
        ),
      })}
      rows={() => statementRows(report)}
      picture={() => drawRows(ranking.flat().map(rowOf), ends)}
      how={
        <p>
          {t('apartHow')}{' '}
          {t('here.apart', {
            no: noOf(first[0] as string),
            value: sayFigure(placesOf(statementOf(first[0] as string)).at, 2),
          })}
        </p>
      }
    >
      {notes}
      <ol className="plain-list stack brackets">
        {ranking.map((bracket, i) => (
          <li key={bracket[0]} className={bracket.length > 1 ? 'bracket' : undefined}>
            {bracket.length > 1 && <p className="small muted">{t('bracket')}</p>}
            <RowsChart rows={bracket.map(rowOf)} ends={i === 0 ? ends : []} />
          </li>
        ))}
      </ol>
    </ChartFrame>
  )
}

/** Which statements differ by more than chance makes of it; nothing where that isn't told of any. */
function Differing({ report: { statements } }: { report: DisagreementReport }) {
  const t = useTranslations('differ')
  // A workshop kept long ago has no q at all.
  if (statements.every(({ qValue }) => (qValue ?? null) === null)) return null
  const numbers = statements.flatMap((one, i) => (isDiffering(one) ? [sayFigure(i + 1, 0)] : []))
  return (
    <p>{numbers.length === 0 ? t('differNone') : t('differOn', { count: numbers.length, list: sayList(numbers) })}</p>
  )
}

const clip = (value: number) => Math.min(1, Math.max(0, value))
const percent = (value: number) => Math.round(100 * clip(value))

const placesOf = ({ between, interval }: StatementReport) => ({
  at: clip(between ?? 0),
  low: clip(interval?.[0] ?? 0),
  high: clip(interval?.[1] ?? 0),
})

/** Every statement's figures by the names of the field, as the analysts' JSON has them. */
const statementRows = ({ statements }: DisagreementReport) => [
  ['no', 'statement', ...FIGURES, 'low', 'high', 'q'],
  ...statements.map((one, i) => [
    i + 1,
    one.text,
    ...FIGURES.map((name) => one[name]),
    one.interval?.[0] ?? null,
    one.interval?.[1] ?? null,
    one.qValue,
  ]),
]
const FIGURES = [
  'people',
  'partners',
  'kind',
  'orKind',
  'basis',
  'position',
  'unsure',
  'dispersion',
  'within',
  'between',
] as const
