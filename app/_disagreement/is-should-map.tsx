'use client'
import { scaleLinear } from 'd3-scale'
import { useTranslations } from 'use-intl/react'
import { sayFigure } from '#app/_words/say-number.ts'
import type { TwoQuestions } from '#server/analysis/two-questions.ts'

interface Props {
  points: readonly { one: TwoQuestions; no: number }[]
  textOf(statementId: string): string | undefined
}

const SIZE = 320
const EDGE = 34
const across = scaleLinear([-1, 1], [EDGE, SIZE - 16])
const up = scaleLinear([-1, 1], [SIZE - EDGE, 16])
const asScale = (value: number) => sayFigure(value * 2, 1)

/** Each statement by what people say is the focus (across) and what should be (up); the same as a table below. */
export function IsShouldMap({ points, textOf }: Props) {
  const t = useTranslations('twoQuestions')
  const placed = points.flatMap(({ one, no }) =>
    one.is === null || one.should === null ? [] : [{ ...one, no, is: one.is, should: one.should }],
  )
  if (placed.length === 0) return null
  const wanted = placed.filter(({ is, should }) => should - is > 0.25).length
  return (
    <figure className="is-should">
      <figcaption>
        <h3>{t('map', { count: wanted, of: placed.length })}</h3>
        <p className="muted small">{t('mapLead')}</p>
      </figcaption>
      <svg viewBox={`0 0 ${SIZE} ${SIZE}`} aria-hidden="true">
        <line className="axis" x1={EDGE} x2={SIZE - 16} y1={up(0)} y2={up(0)} />
        <line className="axis" x1={across(0)} x2={across(0)} y1={12} y2={SIZE - EDGE} />
        <line className="alike" x1={across(-1)} y1={up(-1)} x2={across(1)} y2={up(1)} />
        <text x={SIZE / 2} y={SIZE - 10} textAnchor="middle">
          {t('axisIs')}
        </text>
        <text transform={`translate(14 ${SIZE / 2}) rotate(-90)`} textAnchor="middle">
          {t('axisShould')}
        </text>
        {placed.map(({ statementId, quadrant, is, should, no }) => (
          <g key={statementId} transform={`translate(${across(is)} ${up(should)})`}>
            <circle r="11" className={quadrant ?? 'nowhere'} />
            <text textAnchor="middle" dy="0.35em">
              {no}
            </text>
          </g>
        ))}
      </svg>
      <details>
        <summary>{t('table')}</summary>
        <div className="table-wrap">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('statement')}</th>
                <th scope="col">{t('axisIs')}</th>
                <th scope="col">{t('axisShould')}</th>
                <th scope="col">{t('field')}</th>
              </tr>
            </thead>
            <tbody>
              {placed.map(({ statementId, quadrant, is, should, no }) => (
                <tr key={statementId}>
                  <th scope="row">
                    {no}. {textOf(statementId)}
                  </th>
                  <td>{asScale(is)}</td>
                  <td>{asScale(should)}</td>
                  <td>{quadrant ? t(`name.${quadrant}`) : '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  )
}
