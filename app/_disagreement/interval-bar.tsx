'use client'
import { useTranslations } from 'use-intl/react'
import { sayFigure } from '#app/_words/say-number.ts'
import type { StatementReport } from '#server/analysis/report.ts'
import { hasNoDoubt } from '#server/vocabulary/no-doubt.ts'
import './differ.css'

const clip = (value: number) => Math.min(1, Math.max(0, value))

/** How far apart organisations are, with the 90 % interval around it; in words where one voice each makes an interval dishonest. */
export function IntervalBar({ statement }: { statement: StatementReport }) {
  const t = useTranslations('answers')
  if (statement.voices) {
    return statement.dispersion === null ? null : (
      <p className="small muted">{`${t('apart', { value: sayFigure(statement.dispersion, 2) })}. ${t('noInterval')}`}</p>
    )
  }
  if (statement.between === null || !statement.interval || statement.kind === 'too-few') return null
  const [low, high] = statement.interval.map(clip) as [number, number]
  const at = clip(statement.between)
  if (hasNoDoubt(statement))
    return <p className="small muted">{`${t('apart', { value: sayFigure(at, 2) })}. ${t('noDoubt')}`}</p>
  const x = (value: number) => 2 + 96 * value
  const words = t('interval', { value: sayFigure(at, 2), low: sayFigure(low, 2), high: sayFigure(high, 2) })
  return (
    <figure style={{ margin: '0.75rem 0 0' }}>
      <figcaption className="small muted">{words}</figcaption>
      <div className="interval" aria-hidden="true">
        <svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
          <line x1="2" x2="98" y1="6" y2="6" stroke="var(--hair)" strokeWidth="1" vectorEffect="non-scaling-stroke" />
          <line
            x1={x(low)}
            x2={x(high)}
            y1="6"
            y2="6"
            stroke="var(--ink)"
            strokeWidth="2.5"
            vectorEffect="non-scaling-stroke"
          />
          {[low, high].map((end, i) => (
            <line
              key={i === 0 ? 'low' : 'high'}
              x1={x(end)}
              x2={x(end)}
              y1="2.5"
              y2="9.5"
              stroke="var(--ink)"
              strokeWidth="2"
              vectorEffect="non-scaling-stroke"
            />
          ))}
          <line
            x1={x(at)}
            x2={x(at)}
            y1="0.5"
            y2="11.5"
            stroke="var(--primary)"
            strokeWidth="5"
            vectorEffect="non-scaling-stroke"
          />
        </svg>
      </div>
      <div className="row apart small muted" aria-hidden="true">
        <span>{t('least')}</span>
        <span>{t('most')}</span>
      </div>
    </figure>
  )
}
