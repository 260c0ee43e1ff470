'use client'
import { useTranslations } from 'use-intl/react'
import type { DisagreementReport } from '#server/analysis/report.ts'
import { KindLabel } from './kind-label.tsx'

/** How many statements are of each kind: the first thing to read. */
export function Headline({ report }: { report: DisagreementReport }) {
  const t = useTranslations('answers')
  return (
    <ul className="plain-list row" aria-label={t('headline')}>
      {report.network.kinds.map(({ kind, count }) => (
        <li key={kind}>
          <KindLabel kind={kind} count={count} />
        </li>
      ))}
    </ul>
  )
}
