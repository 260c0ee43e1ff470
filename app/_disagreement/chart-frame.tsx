'use client'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { asCsv, type CsvValue } from './as-csv.ts'
import '#app/_chart/chart.css'
import { type Drawn, framed } from '#app/_chart/picture.ts'
import { download, savePicture } from '#app/_chart/save-picture.ts'
import { sayFigure } from '#app/_words/say-number.ts'

/** The same figures as rows of words and numbers; the first of a row names it. */
export interface Sheet {
  readonly head: readonly string[]
  readonly rows: readonly (readonly CsvValue[])[]
}

interface Props {
  id: string
  level?: 2 | 3
  /** What the chart is about, in few words; above the finding where that doesn't say it. */
  topic?: string
  /** What was found, as a sentence: the chart's title. */
  finding: string
  /** How many answered. */
  about: string
  sheet: () => Sheet
  /** The table as a file, under this name; with more than the sheet shows where `rows` says so. */
  file: string
  rows?: () => readonly (readonly CsvValue[])[]
  picture: () => Drawn
  /** How it is worked out, in words. */
  how?: ReactNode
  children: ReactNode
}

/** The one frame of every chart: the finding as its title, how many answered, and the same figures as a table, a file, a picture. */
export function ChartFrame({ id, level = 2, topic, finding, about, sheet, file, rows, picture, how, children }: Props) {
  const t = useTranslations('differ')
  const [shown, show] = useState<'chart' | 'table'>('chart')
  const Title = `h${level}` as const
  return (
    <section aria-labelledby={topic ? `${id}-topic ${id}` : id} className="chart">
      {topic && (
        <p className="small muted chart-topic" id={`${id}-topic`}>
          {topic}
        </p>
      )}
      <Title id={id}>{finding}</Title>
      <p className="small muted">{about}</p>
      {shown === 'chart' ? children : <SheetTable sheet={sheet()} label={t('chart.tableOf', { finding })} />}
      <div className="row chart-deeds">
        <button type="button" className="button small" onClick={() => show(shown === 'chart' ? 'table' : 'chart')}>
          {t(shown === 'chart' ? 'chart.asTable' : 'chart.asChart')}
          <span className="unseen">: {finding}</span>
        </button>
        <button
          type="button"
          className="button small"
          onClick={() =>
            download(new Blob([asCsv(rows?.() ?? linesOf(sheet()))], { type: 'text/csv;charset=utf-8' }), `${file}.csv`)
          }
        >
          {t('chart.csv')}
          <span className="unseen">: {finding}</span>
        </button>
        <button
          type="button"
          className="button small"
          onClick={() => void savePicture(framed(finding, about, picture(), topic), file)}
        >
          {t('chart.picture')}
          <span className="unseen">: {finding}</span>
        </button>
      </div>
      {how && (
        <details>
          <summary>{t('chart.how')}</summary>
          {how}
        </details>
      )}
    </section>
  )
}

/** What stands in a chart's place where there is nothing to draw: an empty one would offer a table, a file and a picture of nothing. */
export function Undrawn({
  id,
  topic,
  finding,
  how,
  children,
}: Pick<Props, 'id' | 'topic' | 'finding' | 'how'> & { children?: ReactNode }) {
  const t = useTranslations('differ')
  return (
    <section aria-labelledby={id} className="chart">
      <p className="small muted chart-topic">{topic}</p>
      <h2 id={id}>{finding}</h2>
      {children}
      {how && (
        <details>
          <summary>{t('chart.how')}</summary>
          {how}
        </details>
      )}
    </section>
  )
}

const linesOf = ({ head, rows }: Sheet) => [head, ...rows]

/** A sheet as a table, its numbers to as many places as are read; the file has them all. A wide one scrolls by itself, and can be reached by keyboard to do so. */
function SheetTable({ sheet, label }: { sheet: Sheet; label: string }) {
  return (
    <section className="table-wrap" aria-label={label} tabIndex={0}>
      <table className="sheet">
        <thead>
          <tr>
            {sheet.head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.rows.map(([first, ...rest]) => (
            <tr key={first}>
              <th scope="row">{first}</th>
              {rest.map((value, i) => (
                <td key={sheet.head[i + 1]}>{typeof value === 'number' ? sayFigure(value, 2, 0) : value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
