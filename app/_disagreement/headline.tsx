'use client'
import { useTranslations } from 'use-intl/react'
import type { DisagreementReport } from '#server/analysis/report.ts'
import { headlineOf } from '#server/vocabulary/label.ts'
import { KindLabel } from './kind-label.tsx'

/** How many statements each label is said of: the first thing to read. */
export function Headline({ report }: { report: DisagreementReport }) {
  const t = useTranslations('answers')
  return (
    <ul className="plain-list row" aria-label={t('headline')}>
      {headlineOf(report).map(({ kind, count }) => (
        <li key={kind}>
          <KindLabel kind={kind} count={count} />
        </li>
      ))}
    </ul>
  )
}
