'use client'
import { useTranslations } from 'use-intl/react'
import type { StatementReport } from '#server/analysis/report.ts'
import './differ.css'

const COLOURS = ['--scale-1', '--scale-2', '--scale-3', '--scale-4', '--scale-5']
/** The colours of a scale, from against to for. */
export const coloursFor = (points: number) => (points === 2 ? [COLOURS[0], COLOURS[4]] : COLOURS)

/** Whether a bar is drawn: one of too few answers would be read as a finding, and tell whose they are. */
export const hasBar = ({ kind, distribution }: StatementReport): boolean => distribution !== null && kind !== 'too-few'

/** How the network's answers lie, each organisation counting once, from against to for; what is unclear has a bar of its own. */
export function AnswersBar({ statement, scale }: { statement: StatementReport; scale: number }) {
  const t = useTranslations('answers')
  const shares = statement.distribution
  if (!shares || !hasBar(statement)) return null
  const percent = (from: number, to: number) =>
    Math.round(100 * shares.slice(from, to).reduce((sum, share) => sum + share, 0))
  const middle = (scale - 1) / 2
  const unclear = Math.round(100 * (statement.unsure ?? 0))
  const against = percent(0, Math.ceil(middle))
  const sideFor = percent(Math.floor(middle) + 1, scale)
  const neither = percent(Math.ceil(middle), Math.floor(middle) + 1)
  const name = t('barName', { against, neither, for: sideFor, unclear })
  return (
    <div className="answers-bar" role="img" aria-label={name}>
      <div>
        <div className="bar">
          {shares.map((share, k) => (
            <span
              key={coloursFor(scale)[k]}
              style={{ inlineSize: `${100 * share}%`, background: `var(${coloursFor(scale)[k]})` }}
            />
          ))}
        </div>
        <div className="row apart small muted" aria-hidden="true">
          <span>✕ {t('shareAgainst', { share: against })}</span>
          {scale > 2 && <span>○ {t('shareNeither', { share: neither })}</span>}
          <span>✓ {t('shareFor', { share: sideFor })}</span>
        </div>
      </div>
      <div>
        <div className="bar">
          <span className="hatched" style={{ inlineSize: `${unclear}%` }} />
        </div>
        <div className="small muted" aria-hidden="true">
          ? {t('shareUnclear', { share: unclear })}
        </div>
      </div>
    </div>
  )
}
