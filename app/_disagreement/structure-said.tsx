'use client'
import { useTranslations } from 'use-intl/react'
import type { StatementReport } from '#server/analysis/report.ts'

/** What lies behind a statement that is mixed inside organisations, and how that was worked out; nothing where it can't be told. */
export function StructureSaid({ structure }: Pick<StatementReport, 'structure'>) {
  const t = useTranslations('differ')
  const rules = useTranslations('rules')
  if (!structure || structure.is === 'cannot-tell') return null
  return (
    <>
      <p>{t(structure.is)}</p>
      <details>
        <summary>
          {rules('how')}
          <span className="unseen">: {t(structure.is)}</span>
        </summary>
        <p>
          {t('structureHow')}
          {structure.pValue !== null && ` ${t('structureHere', { times: Math.round(100 * structure.pValue) })}`}
        </p>
      </details>
    </>
  )
}
