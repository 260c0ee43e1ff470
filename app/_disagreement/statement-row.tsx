'use client'
import { useTranslations } from 'use-intl/react'
import { scaleWord } from '#app/_rating/rating-scale.tsx'
import { Mark } from '#app/_ui/mark.tsx'
import type { Side, StatementReport } from '#server/analysis/report.ts'
import type { Reason } from '#server/disagreement/read-disagreement.ts'
import type { Answer } from '#server/vocabulary/rating-scale.ts'
import { AnswersBar } from './answers-bar.tsx'
import { IntervalBar } from './interval-bar.tsx'
import { KindLabel } from './kind-label.tsx'
import type { MarkedPartner } from './marked-partner.ts'
import { useSentence } from './use-sentence.ts'

interface Props {
  statement: StatementReport
  no: number
  scale: number
  partners: readonly MarkedPartner[]
  reasons: readonly Reason[]
  own?: Answer
}

const SIDES: readonly [Side, 'for' | 'against' | 'neither' | 'unclearFor' | 'remitFor' | 'noneFrom'][] = [
  ['for', 'for'],
  ['neither', 'neither'],
  ['against', 'against'],
  ['unclear', 'unclearFor'],
  ['remit', 'remitFor'],
  ['none', 'noneFrom'],
]

/** One statement: its kind, a sentence, the bar of answers, who is where, and how far apart. */
export function StatementRow({ statement, no, scale, partners, reasons, own }: Props) {
  const t = useTranslations('answers')
  const kinds = useTranslations('kinds')
  const rules = useTranslations('rules')
  const words = useTranslations('scale')
  const sentence = useSentence()
  const hidden = statement.cells.filter(({ suppressed }) => suppressed).length
  return (
    <article aria-labelledby={`statement-${statement.id}`}>
      <div className="row apart">
        <h3 id={`statement-${statement.id}`} style={{ marginBlockEnd: 0, flex: '1 1 14rem' }}>
          {no}. {statement.text}
        </h3>
        <KindLabel kind={statement.kind} />
      </div>
      <p>{sentence(statement, partners)}</p>
      {statement.orKind && (
        <p className="muted">
          {t('orKind', { kind: kinds(statement.kind).toLowerCase(), other: kinds(statement.orKind).toLowerCase() })}
        </p>
      )}
      {statement.dependsOnCounting && <p className="muted">{t('depends')}</p>}
      {own !== undefined && (
        <p>
          <strong>{t('yours', { answer: words(scaleWord(own)) })}</strong>
        </p>
      )}
      <AnswersBar statement={statement} scale={scale} />
      <dl className="sides">
        {SIDES.map(([side, key]) => {
          const who = statement.cells
            .filter((cell) => cell.side === side)
            .flatMap((cell) => partners.find(({ id }) => id === cell.partnerId) ?? [])
          if (who.length === 0) return null
          return (
            <div key={side} className="row" style={{ gap: '0.35rem', marginBlockStart: '0.35rem' }}>
              <dt className="small muted">{t(key, { who: '' })}</dt>
              {who.map((partner) => (
                <dd key={partner.id} className="row small" style={{ margin: 0, gap: '0.35rem' }}>
                  <Mark initials={partner.initials} no={partner.markNo} /> {partner.name}
                </dd>
              ))}
            </div>
          )
        })}
      </dl>
      {hidden > 0 && <p className="small muted">{t('hidden', { count: hidden })}</p>}
      <IntervalBar statement={statement} />
      {reasons.length > 0 && (
        <details>
          <summary>{t('reasons', { count: reasons.length })}</summary>
          <ul style={{ paddingInlineStart: '1.25rem' }}>
            {reasons.map(({ partnerId, text }) => {
              const who = partners.find(({ id }) => id === partnerId)?.name
              return (
                <li key={`${partnerId} ${text}`}>
                  {who ? t('reasonFrom', { who, text }) : t('reasonAlone', { text })}
                </li>
              )
            })}
          </ul>
        </details>
      )}
      <details>
        <summary>{t('how')}</summary>
        <p>{rules(statement.kind)}</p>
      </details>
    </article>
  )
}
