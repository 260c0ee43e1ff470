'use client'
import { useTranslations } from 'use-intl/react'
import { sayList } from '#app/_words/say-day.ts'
import type { DisagreementReport, StatementReport } from '#server/analysis/report.ts'
import { IntervalBar } from './interval-bar.tsx'
import { SaveCsv } from './save-csv.tsx'

/** Statements by how far apart organisations stand, in brackets within which no order can be told. */
export function ApartSection({ report }: { report: DisagreementReport }) {
  const t = useTranslations('differ')
  const answers = useTranslations('answers')
  const { ranking, betweenShare, interval } = report.network
  const [first = []] = ranking
  const noOf = (id: string) => report.statements.findIndex((statement) => statement.id === id) + 1
  const statementOf = (id: string) => report.statements.find((statement) => statement.id === id) as StatementReport
  const percent = (value: number) => Math.round(100 * Math.min(1, Math.max(0, value)))
  const list = sayList(first.map((id) => `${noOf(id)}`))
  const finding =
    first.length === 0
      ? t('apartNone')
      : first.length === 1
        ? t('apartFirst', { no: noOf(first[0] as string) })
        : t('apartSome', { list })
  return (
    <section aria-labelledby="apart">
      <h2 id="apart">{t('apart')}</h2>
      <p>{finding}.</p>
      {betweenShare !== null && (
        <p>
          {interval
            ? t('share', { share: percent(betweenShare), low: percent(interval[0]), high: percent(interval[1]) })
            : t('shareAlone', { share: percent(betweenShare) })}
        </p>
      )}
      <ol className="plain-list stack">
        {ranking.map((bracket) => (
          <li key={bracket[0]} className={bracket.length > 1 ? 'bracket' : undefined}>
            {bracket.length > 1 && <p className="small muted">{t('bracket')}</p>}
            <ul className="plain-list">
              {bracket.map((id) => (
                <li key={id} className="ranked">
                  <p>
                    {noOf(id)}. {statementOf(id).text}
                  </p>
                  <IntervalBar statement={statementOf(id)} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <SaveCsv label={t('saveStatements')} file="statements.csv" rows={() => statementRows(report)} />
      <details>
        <summary>{answers('how')}</summary>
        <p>{t('apartHow')}</p>
      </details>
    </section>
  )
}

/** Every statement's figures by the names of the field, as the analysts' JSON has them. */
const statementRows = ({ statements }: DisagreementReport) => [
  [
    'no',
    'statement',
    'people',
    'partners',
    'kind',
    'basis',
    'position',
    'unsure',
    'dispersion',
    'within',
    'between',
    'low',
    'high',
    'q',
  ],
  ...statements.map((one, i) => [
    i + 1,
    one.text,
    one.people,
    one.partners,
    one.kind,
    one.basis,
    one.position,
    one.unsure,
    one.dispersion,
    one.within,
    one.between,
    one.interval?.[0] ?? null,
    one.interval?.[1] ?? null,
    one.qValue,
  ]),
]
